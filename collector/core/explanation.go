package core

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
)

// Explanation says how every intercept fared with one signal: each gate with what it saw, what it wanted and whether it passed. With
// 200 intercepts that is more than 2,000 gates for every signal, so it is kept small: what was wanted stands in the Rulebook, once for
// all decisions made by the same configuration; what was seen in Numbers and Texts, once for all gates that look at it; and a verdict
// is one bit. Evaluations spells it out. In JSON it is the list that Evaluations gives.
type Explanation struct {
	Book    *Rulebook // nil when nothing was considered
	Numbers []float64
	Texts   []string
	// Passed has a number for each rule of the book that was considered, from the first on: its bit i is set when gate i passed.
	Passed []uint32
	Notes  []Note
}

// MaxGates is how many gates a rule can have: the bits of a verdict.
const MaxGates = 32

// Note says in words about one gate what was so in this decision only.
type Note struct {
	Rule int    `json:"rule"` // place in the book
	Gate int    `json:"gate"` // place in the rule
	Text string `json:"text"`
}

// Rulebook is what the intercepts of a site wanted at one time. It never changes: another configuration is another book, and a
// decision keeps the one it was made by.
type Rulebook struct {
	ID    string // names the content: the first half of its SHA-256, in hex
	Body  []byte // Rules as JSON
	Rules []Rule
}

// Rule is one intercept in a book.
type Rule struct {
	Intercept string      `json:"intercept"`
	Revision  int         `json:"revision"`
	Priority  int         `json:"priority"`
	Gates     []Condition `json:"gates"`
}

// Condition is what one gate of an intercept wants.
type Condition struct {
	Gate string `json:"gate"`
	Want Value  `json:"want"`
	Note string `json:"note,omitempty"` // says it in words where the value alone does not
	// Input is where in an explanation that is found which the gate saw: see NumberInput and TextInput. 0 is nothing.
	Input int `json:"input,omitempty"`
}

// NumberInput is the Input of a gate that looks at Explanation.Numbers[i].
func NumberInput(i int) int { return i + 1 }

// TextInput is the Input of a gate that looks at Explanation.Texts[i].
func TextInput(i int) int { return -i - 1 }

// NewRulebook makes the book of rules.
func NewRulebook(rules []Rule) (*Rulebook, error) {
	body, err := json.Marshal(rules)
	if err != nil {
		return nil, fmt.Errorf("encode rulebook: %w", err)
	}
	sum := sha256.Sum256(body)
	return &Rulebook{ID: hex.EncodeToString(sum[:len(sum)/2]), Body: body, Rules: rules}, nil
}

// ReadRulebook reads the Body of a stored book.
func ReadRulebook(id string, body []byte) (*Rulebook, error) {
	book := &Rulebook{ID: id, Body: body}
	if err := json.Unmarshal(body, &book.Rules); err != nil {
		return nil, fmt.Errorf("decode rulebook %s: %w", id, err)
	}
	return book, nil
}

// Evaluations spells out how each intercept fared.
func (x Explanation) Evaluations() []Evaluation {
	out := make([]Evaluation, len(x.Passed))
	for i := range out {
		out[i] = x.Evaluation(i)
	}
	return out
}

// Evaluation spells out how the intercept at that place of the book fared.
func (x Explanation) Evaluation(place int) Evaluation {
	rule, passed := &x.Book.Rules[place], x.Passed[place]
	e := Evaluation{Intercept: rule.Intercept, Revision: rule.Revision, Priority: rule.Priority, Eligible: true,
		Gates: make([]Gate, len(rule.Gates))}
	for i, c := range rule.Gates {
		pass := passed&(1<<i) != 0
		e.Gates[i] = Gate{Name: c.Gate, Pass: pass, Got: x.input(c.Input), Want: c.Want, Note: c.Note}
		e.Eligible = e.Eligible && pass
	}
	for _, n := range x.Notes {
		if n.Rule == place {
			e.Gates[n.Gate].Note = n.Text
		}
	}
	return e
}

func (x *Explanation) input(at int) Value {
	switch {
	case at > 0:
		return Number(x.Numbers[at-1])
	case at < 0:
		return String(x.Texts[-at-1])
	}
	return Value{}
}

// Check reports whether everything in the explanation that points into another part of it points at something, so that Evaluations
// can be asked of what was read from a disk.
func (x Explanation) Check() error {
	if x.Book == nil {
		if len(x.Passed) > 0 {
			return fmt.Errorf("%d verdicts without a rulebook", len(x.Passed))
		}
		return nil
	}
	if len(x.Passed) > len(x.Book.Rules) {
		return fmt.Errorf("%d verdicts on %d rules", len(x.Passed), len(x.Book.Rules))
	}
	for _, rule := range x.Book.Rules[:len(x.Passed)] {
		for _, c := range rule.Gates {
			if c.Input > len(x.Numbers) || -c.Input > len(x.Texts) {
				return fmt.Errorf("gate %s of %s looks at input %d, which is not there", c.Gate, rule.Intercept, c.Input)
			}
		}
	}
	for _, n := range x.Notes {
		if n.Rule < 0 || n.Rule >= len(x.Passed) || n.Gate < 0 || n.Gate >= len(x.Book.Rules[n.Rule].Gates) {
			return fmt.Errorf("a note on gate %d of rule %d, which is not there", n.Gate, n.Rule)
		}
	}
	return nil
}

// Explain is the explanation that spells out to list: the way back from Evaluations, for what comes as JSON.
func Explain(list []Evaluation) (Explanation, error) {
	if len(list) == 0 {
		return Explanation{}, nil
	}
	var x Explanation
	rules := make([]Rule, len(list))
	for i, e := range list {
		if len(e.Gates) > MaxGates {
			return Explanation{}, fmt.Errorf("%s has %d gates; there are at most %d", e.Intercept, len(e.Gates), MaxGates)
		}
		rules[i] = Rule{Intercept: e.Intercept, Revision: e.Revision, Priority: e.Priority, Gates: make([]Condition, len(e.Gates))}
		passed := uint32(0)
		for k, g := range e.Gates {
			rules[i].Gates[k] = Condition{Gate: g.Name, Want: g.Want, Note: g.Note, Input: x.put(g.Got)}
			if g.Pass {
				passed |= 1 << k
			}
		}
		x.Passed = append(x.Passed, passed)
	}
	var err error
	x.Book, err = NewRulebook(rules)
	return x, err
}

// put adds what a gate saw, and says where.
func (x *Explanation) put(v Value) int {
	switch v.kind {
	case valueNumber:
		x.Numbers = append(x.Numbers, v.num)
		return NumberInput(len(x.Numbers) - 1)
	case valueString:
		x.Texts = append(x.Texts, v.str)
		return TextInput(len(x.Texts) - 1)
	}
	return 0
}

// MarshalJSON writes what Evaluations gives.
func (x Explanation) MarshalJSON() ([]byte, error) { return json.Marshal(x.Evaluations()) }

// UnmarshalJSON reads what MarshalJSON wrote.
func (x *Explanation) UnmarshalJSON(data []byte) error {
	var list []Evaluation
	if err := json.Unmarshal(data, &list); err != nil {
		return err
	}
	var err error
	*x, err = Explain(list)
	return err
}
