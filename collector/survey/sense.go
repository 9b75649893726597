package survey

import (
	"fmt"

	"heed/collector/core"
)

// sense reports a comparison that can never be true, such as one with an option that the question does not have.
func (c condition) sense(question func(id string) core.Question) error {
	switch c.op {
	case "==", "!=":
		return senseOfEqual(c.args[0], c.args[1], question)
	case "<", "<=", ">", ">=":
		for _, id := range c.questions() {
			if _, _, scored := scale(question(id).Type); !scored {
				return fmt.Errorf("compares answer.%s with %s, which only scores can be", id, c.op)
			}
		}
		return nil
	case "in":
		return senseOfIn(c.args[0], c.args[1], question)
	}
	for _, arg := range c.args {
		if err := arg.sense(question); err != nil {
			return err
		}
	}
	return nil
}

func senseOfEqual(a, b condition, question func(id string) core.Question) error {
	for _, side := range []struct{ answer, literal condition }{{a, b}, {b, a}} {
		if side.answer.op != answerOp {
			continue
		}
		q := question(side.answer.value.(string))
		if q.Type == core.Choices && side.literal.value != nil {
			return fmt.Errorf("compares answer.%s, which is a list: write \"…\" in answer.%[1]s", q.ID)
		}
		if side.literal.op == "" {
			if err := possible(q, side.literal.value); err != nil {
				return err
			}
		}
	}
	return nil
}

func senseOfIn(each, list condition, question func(id string) core.Question) error {
	q := question(list.value.(string))
	if q.Type != core.Choices {
		return fmt.Errorf("looks into answer.%s, which is no list: only questions of type choices have one", q.ID)
	}
	if each.op == "" {
		return possible(q, each.value)
	}
	return nil
}

// possible reports a literal that an answer to q, or one of its options, never is. Null is a question not answered.
func possible(q core.Question, literal any) error {
	if literal == nil || literal == otherOption && q.Other {
		return nil
	}
	accept := acceptGiven
	if q.Type == core.Choices {
		accept = acceptOption
	}
	if _, err := accept(q, literal); err != nil {
		return fmt.Errorf("compares answer.%s with %v, but it %s", q.ID, literal, err)
	}
	return nil
}
