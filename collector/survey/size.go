package survey

import "encoding/json"

// The bounds of a survey. It reaches the widget whole, in one language, in a frame of at most 16 KiB; what it may take leaves room for the
// rest of the act.
const (
	maxQuestions = 100
	maxWords     = 2000     // characters of one text
	maxCard      = 12 << 10 // bytes of JSON
)

// size checks that visitors can be sent the survey, in each of its languages. Only one without complaint can be put into their form.
func (c *checker) size() {
	if len(c.wrong) > 0 {
		return
	}
	compiled, err := compile(c.written)
	if err != nil {
		c.complain("questions", "%s", err)
		return
	}
	for _, lang := range languagesOf(c.written) {
		card, err := json.Marshal(compiled.in(lang))
		switch {
		case err != nil:
			c.complain("questions", "%s", err)
		case len(card) > maxCard:
			c.complain("questions", "takes %d bytes in %q, as visitors get it: at most %d can be sent; shorten it or split it", len(card), lang, maxCard)
		}
	}
}
