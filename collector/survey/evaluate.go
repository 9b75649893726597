package survey

import (
	"encoding/json"
	"slices"
)

// holds reports whether the condition is true of the answers, which are by question and as seen gives them.
func (c condition) holds(answers map[string]any) bool {
	switch c.op {
	case "!":
		return !c.args[0].holds(answers)
	case "&&":
		return !slices.ContainsFunc(c.args, func(arg condition) bool { return !arg.holds(answers) })
	case "||":
		return slices.ContainsFunc(c.args, func(arg condition) bool { return arg.holds(answers) })
	case "":
		return c.value == true
	}
	return compare(c.op, c.args[0].of(answers), c.args[1].of(answers))
}

// of gives the value of a literal or an answer.
func (c condition) of(answers map[string]any) any {
	if c.op == answerOp {
		return answers[c.value.(string)]
	}
	return c.value
}

func compare(op string, a, b any) bool {
	switch op {
	case "==":
		return equal(a, b)
	case "!=":
		return !equal(a, b)
	case "in":
		list, _ := b.([]any)
		return slices.ContainsFunc(list, func(each any) bool { return equal(each, a) })
	}
	x, number := a.(float64)
	y, numbers := b.(float64)
	if !number || !numbers {
		return false
	}
	switch op {
	case "<":
		return x < y
	case "<=":
		return x <= y
	case ">":
		return x > y
	default:
		return x >= y
	}
}

// equal compares without conversion. Lists are equal to nothing, as in JavaScript; `in` looks into them.
func equal(a, b any) bool {
	_, list := a.([]any)
	_, lists := b.([]any)
	return !list && !lists && a == b
}

// seen gives an answer as conditions see it: nil, bool, float64, string or a list of those, with "other" in place of the
// visitor's own words. What is no JSON is nil, as if it were not there.
func seen(answer json.RawMessage) any {
	var value any
	if json.Unmarshal(answer, &value) != nil {
		return nil
	}
	return plain(value)
}

func plain(value any) any {
	switch value := value.(type) {
	case map[string]any:
		return otherOption
	case []any:
		list := make([]any, len(value))
		for i, each := range value {
			list[i] = plain(each)
		}
		return list
	}
	return value
}

// questions gives the ids of the questions the condition mentions, in order, with repetitions.
func (c condition) questions() []string {
	if c.op == answerOp {
		return []string{c.value.(string)}
	}
	var ids []string
	for _, arg := range c.args {
		ids = append(ids, arg.questions()...)
	}
	return ids
}

// MarshalJSON writes the form the widget evaluates: a literal, ["answer", id] or [operator, …].
func (c condition) MarshalJSON() ([]byte, error) {
	switch c.op {
	case "":
		return json.Marshal(c.value)
	case answerOp:
		return json.Marshal([]any{answerOp, c.value})
	}
	form := []any{c.op}
	for _, arg := range c.args {
		form = append(form, arg)
	}
	return json.Marshal(form)
}
