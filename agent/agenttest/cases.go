package agenttest

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"heed/agent"
)

// Case is a labelled scene: what a browser would report, and how many signals of one kind there ought to be.
type Case struct {
	ID   string `json:"id"`   // of the shared collection it was taken from
	Kind string `json:"kind"` // of the signals that count
	What string `json:"what"`
	Want int    `json:"want"`
	// DOM is what the named elements are, when they are no ordinary control: text, checkbox, canvas, select or prose.
	DOM    map[string]string `json:"dom"`
	Touch  bool              `json:"touch"`  // the visitor uses a finger
	Height float32           `json:"height"` // of the document in px, 10000 if unset; the viewport's is 800
	Events []Event           `json:"events"`
}

// Event is one DOM event of a case, by its DOM name. The exceptions are mutation; hidden and visible for visibilitychange;
// datalayer for a push; and media for any event of a media element.
type Event struct {
	At      float64 `json:"at"`
	Type    string  `json:"type"`
	On      string  `json:"on"` // the element, by name
	X       float32 `json:"x"`
	Y       float32 `json:"y"`
	Buttons int     `json:"buttons"`
	To      string  `json:"to"`     // relatedTarget
	Repeat  bool    `json:"repeat"` // from a key held down
	Range   bool    `json:"range"`  // selectionchange: the selection is not empty
	Chord   string  `json:"chord"`  // keydown: what the keys do, only «address»
	Layer
	Args []json.RawMessage `json:"args"` // of gtag
}

// Layer is a GA4 push to the data layer.
type Layer struct {
	Name      string     `json:"event"`
	Ecommerce *Ecommerce `json:"ecommerce"`
}

// Ecommerce is its load.
type Ecommerce struct {
	Value float32 `json:"value"`
	Items []struct {
		Price    float32 `json:"price"`
		Quantity float32 `json:"quantity"`
	} `json:"items"`
}

// Load reads the cases of a file, one JSON object a line.
func Load(path string) ([]Case, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var cases []Case
	for i, line := range strings.Split(strings.TrimSpace(string(data)), "\n") {
		var c Case
		if err := json.Unmarshal([]byte(line), &c); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", path, i+1, err)
		}
		cases = append(cases, c)
	}
	return cases, nil
}

// Records translates the events as the page script does: clicks that a label forwards and keys that repeat are no presses,
// what leaves anything but the root element is nobody leaving, and so on. See web/tag.
func (c Case) Records() []agent.Record {
	p := page{Case: c, targets: map[string]uint32{}}
	if c.Touch {
		p.touch = agent.Touch
	}
	for _, e := range c.Events {
		p.pointer = p.pointer || e.Type == "pointerdown"
	}
	for _, e := range c.Events {
		p.event(e)
	}
	return p.records
}

// page is the state of a translation.
type page struct {
	Case
	targets map[string]uint32
	touch   agent.Flags
	pointer bool     // the case spells out pointer events; otherwise a click implies them
	down    *float64 // when the pointer went down, until its click
	focus   string
	value   float32 // of the cart
	items   float32
	records []agent.Record
}

func (p *page) add(r agent.Record) { p.records = append(p.records, r) }

// target numbers the elements in order of appearance.
func (p *page) target(name string) uint32 {
	if name == "" || p.DOM[name] == "prose" {
		return 0
	}
	if _, ok := p.targets[name]; !ok {
		p.targets[name] = uint32(len(p.targets) + 1)
	}
	return p.targets[name]
}

func (p *page) event(e Event) {
	r := agent.Record{At: e.At, X: e.X, Y: e.Y, Target: p.target(e.On)}
	switch e.Type {
	case "pointerdown":
		p.down = &e.At
		r.Kind = agent.RecInput
	case "click":
		p.click(e, r)
		return
	case "keydown":
		if e.Chord == "address" {
			r.Kind = agent.RecAddress
		}
	case "focus":
		p.focus = e.On
		return
	case "mutation":
		r.Kind, r.A = agent.RecMutation, 1
	case "change", "media":
		r.Kind = agent.RecAnswer
	case "selectionchange":
		if !e.Range {
			return
		}
		r.Kind = agent.RecAnswer
	case "submit":
		p.add(agent.Record{Kind: agent.RecAnswer, At: e.At, Target: r.Target})
		r.Kind = agent.RecSubmit
	case "navigate":
		r.Kind = agent.RecNavigate
	case "mousemove":
		r.Kind, r.Flags = agent.RecMove, held(e)
	case "mouseenter":
		r.Kind = agent.RecEnter
	case "mouseleave":
		if e.On != "html" || e.To != "" {
			return
		}
		r.Kind, r.Flags = agent.RecLeave, held(e)
		if p.DOM[p.focus] == "select" {
			r.Flags |= agent.Popup
		}
	case "scroll":
		r.Kind, r.Flags, r.A, r.B = agent.RecScroll, p.touch, 800, p.Height
		if r.B == 0 {
			r.B = 10_000
		}
	case "hidden":
		r.Kind = agent.RecHidden
	case "visible":
		r.Kind = agent.RecVisible
	case "pagehide":
		r.Kind, r.Flags = agent.RecHidden, agent.Unload
	case "datalayer":
		p.push(e)
		return
	default: // pointerup, mouseout: the page does not listen
		return
	}
	p.add(r)
}

// click is a press if a pointer went down for it, and a checkbox changes by it either way.
func (p *page) click(e Event, r agent.Record) {
	began := e.At
	if p.down != nil {
		began = *p.down
	}
	forwarded := p.pointer && p.down == nil
	p.down = nil
	if !forwarded && !e.Repeat {
		r.Kind, r.At, r.Flags = agent.RecPress, began, p.touch
		switch p.DOM[e.On] {
		case "text":
			r.Flags |= agent.TextField
		case "canvas":
			r.Flags |= agent.Surface
		}
		p.add(r)
	}
	if p.DOM[e.On] == "checkbox" {
		p.add(agent.Record{Kind: agent.RecAnswer, At: e.At, Target: r.Target})
	}
}

// push reads GA4's ecommerce events, as objects or as the arguments of gtag.
func (p *page) push(e Event) {
	buy := e.Layer
	if len(e.Args) == 3 {
		_ = json.Unmarshal(e.Args[1], &buy.Name)
		_ = json.Unmarshal(e.Args[2], &buy.Ecommerce)
	}
	r := agent.Record{At: e.At}
	switch buy.Name {
	case "add_to_cart":
		value, items := buy.Ecommerce.Value, float32(0)
		for _, item := range buy.Ecommerce.Items {
			items += item.Quantity
			if buy.Ecommerce.Value == 0 {
				value += item.Price * item.Quantity
			}
		}
		p.value += value
		p.items += items
		r.Kind, r.A, r.B = agent.RecCart, p.value, p.items
	case "view_cart":
		r.Kind, r.A = agent.RecStage, 1
	case "begin_checkout":
		r.Kind, r.A = agent.RecStage, 2
	case "add_payment_info":
		r.Kind, r.A = agent.RecStage, 3
	case "purchase":
		r.Kind, r.A = agent.RecGoal, 1
	default:
		return
	}
	p.add(r)
}

func held(e Event) agent.Flags {
	if e.Buttons != 0 {
		return agent.Buttons
	}
	return 0
}
