package core

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// Explanation says how every intercept fared with one signal: each gate with what it saw, what it wanted and whether it passed. With
// 200 intercepts that is more than 2,000 gates for every signal, so it is kept small: what was wanted stands in the Rulebook, once for
// all decisions made by the same configuration; what was seen in Numbers and Texts, once for all gates that look at it; and a verdict
// is one bit. Evaluations spells it out, and Candidates the arbitration. In JSON it is the list that Evaluations gives.
type Explanation struct {
	Book    *Rulebook // nil when nothing was considered
	Numbers []float64
	Texts   []string
	// Passed has a number for each rule of the book that was considered, from the first on: its bit i is set when gate i passed.
	Passed []uint32
	Sights []Sight
	Notes  []Note
	// Draws are those of the candidates of the arbitration: all eligible rules, but for the tap, which has no rival. They are kept because
	// the salt that they were drawn with may change. A tie needs no more of them than their order.
	Draws []Draw
}

// MaxGates is how many gates a rule can have: the bits of a verdict.
const MaxGates = 32

// Note says in words about one gate what was so in this decision only.
type Note struct {
	Rule int    `json:"rule"` // place in the book
	Gate int    `json:"gate"` // place in the rule
	Text string `json:"text"`
}

// Sight is what one gate of one rule saw where that is not what its Condition points at. Most visitors have met few of a site's
// intercepts: what they have done with those is said here, and all the others point at what is so for everybody.
type Sight struct {
	Rule   int     `json:"rule"` // place in the book
	Gate   int     `json:"gate"` // place in the rule
	Number float64 `json:"number"`
}

// Draw is the fixed place of a visitor, from 0 to 100, in the draw between one rule and those of the same priority and value.
type Draw struct {
	Rule int     `json:"rule"` // place in the book
	At   float64 `json:"at"`
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
	Value     float64     `json:"value,omitempty"`
	Gates     []Condition `json:"gates"`
}

// Condition is what one gate of an intercept wants.
type Condition struct {
	Gate string `json:"gate"`
	Want Value  `json:"want"`
	Note string `json:"note,omitempty"` // says it in words where the value alone does not
	// Input is where in an explanation that is found which the gate saw: see NumberInput and TextInput. 0 is nothing.
	Input int `json:"input,omitempty"`
	// Inputs are where those are found, as Input says it, of which the gate saw several: they are read with commas between them.
	Inputs []int `json:"inputs,omitempty"`
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
	e := Evaluation{Intercept: rule.Intercept, Revision: rule.Revision, Priority: rule.Priority, Value: rule.Value, Eligible: true,
		Gates: make([]Gate, len(rule.Gates))}
	for i, c := range rule.Gates {
		pass := passed&(1<<i) != 0
		e.Gates[i] = Gate{Name: c.Gate, Pass: pass, Got: x.saw(c), Want: c.Want, Note: c.Note}
		e.Eligible = e.Eligible && pass
	}
	for _, s := range x.Sights {
		if s.Rule == place {
			e.Gates[s.Gate].Got = Number(s.Number)
		}
	}
	for _, n := range x.Notes {
		if n.Rule == place {
			e.Gates[n.Gate].Note = n.Text
		}
	}
	for _, d := range x.Draws {
		if d.Rule == place {
			e.Draw = &d.At
		}
	}
	return e
}

// saw is what a condition's inputs point at.
func (x *Explanation) saw(c Condition) Value {
	if len(c.Inputs) == 0 {
		return x.input(c.Input)
	}
	seen := make([]string, len(c.Inputs))
	for i, at := range c.Inputs {
		seen[i] = x.input(at).String()
	}
	return String(strings.Join(seen, ", "))
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
			if i := slices.IndexFunc(c.Inputs, x.lacks); i >= 0 {
				c.Input = c.Inputs[i]
			}
			if x.lacks(c.Input) {
				return fmt.Errorf("gate %s of %s looks at input %d, which is not there", c.Gate, rule.Intercept, c.Input)
			}
		}
	}
	for _, n := range x.Notes {
		if !x.holds(n.Rule, n.Gate) {
			return fmt.Errorf("a note on gate %d of rule %d, which is not there", n.Gate, n.Rule)
		}
	}
	for _, s := range x.Sights {
		if !x.holds(s.Rule, s.Gate) {
			return fmt.Errorf("a sight of gate %d of rule %d, which is not there", s.Gate, s.Rule)
		}
	}
	for _, d := range x.Draws {
		if d.Rule < 0 || d.Rule >= len(x.Passed) {
			return fmt.Errorf("a draw of rule %d, which is not there", d.Rule)
		}
	}
	return nil
}

// lacks reports whether an input points at nothing.
func (x *Explanation) lacks(at int) bool { return at > len(x.Numbers) || -at > len(x.Texts) }

// holds reports whether there is a verdict on that gate.
func (x *Explanation) holds(rule, gate int) bool {
	return rule >= 0 && rule < len(x.Passed) && gate >= 0 && gate < len(x.Book.Rules[rule].Gates)
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
		rules[i] = Rule{Intercept: e.Intercept, Revision: e.Revision, Priority: e.Priority, Value: e.Value, Gates: make([]Condition, len(e.Gates))}
		passed := uint32(0)
		for k, g := range e.Gates {
			rules[i].Gates[k] = Condition{Gate: g.Name, Want: g.Want, Note: g.Note, Input: x.put(g.Got)}
			if g.Pass {
				passed |= 1 << k
			}
		}
		x.Passed = append(x.Passed, passed)
		if e.Draw != nil {
			x.Draws = append(x.Draws, Draw{Rule: i, At: *e.Draw})
		}
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
