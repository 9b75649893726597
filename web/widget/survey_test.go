package widget_test

import (
	"fmt"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

const (
	whyQuestion  = `{"id":"why","type":"choice","text":"What held you back?","options":[{"id":"price","text":"The price"},{"id":"delivery","text":"Delivery takes too long"}],"other":true}`
	helpQuestion = `{"id":"help","type":"choice","text":"Would you like help now?","options":[{"id":"yes","text":"Yes, help me"},{"id":"no","text":"No, thank you"}]}`
	moreQuestion = `{"id":"more","type":"text","text":"Anything else?","optional":true,"show_if":["==",["answer","why"],"other"]}`
)

// questions are all types of the contract, each answered with the mouse and by touch (selectors to press; "=…" types), and with
// keys alone, starting in the field that Tab from the page reaches.
var questions = []struct {
	name, question string
	mouse, keys    []string
	byMouse, byKey string
}{
	{"nps", `"type":"nps","low":"Not likely","high":"Very likely"`, []string{"[value='10']"}, append([]string{" "}, repeat(kb.ArrowRight, 9)...), `10`, `9`},
	{"csat", `"type":"csat"`, []string{"[value='1']"}, []string{" ", kb.ArrowRight}, `1`, `2`},
	{"ces", `"type":"ces"`, []string{"[value='7']"}, []string{" ", kb.ArrowLeft}, `7`, `7`},
	{"rating", `"type":"rating","min":1,"max":6`, []string{"[value='2']", "[value='4']"}, []string{" "}, `4`, `1`},
	{"thumbs", `"type":"thumbs"`, []string{"[value=up]"}, []string{" ", kb.ArrowDown}, `"up"`, `"down"`},
	{"choice", `"type":"choice","options":[{"id":"a","text":"A"},{"id":"b","text":"B"}]`, []string{"[value=b]"}, []string{" "}, `"b"`, `"a"`},
	{"choice, other", `"type":"choice","other":true,"options":[{"id":"a","text":"A"}]`,
		[]string{"[value=other]", "[name=other]", "=my own"}, []string{" ", kb.ArrowDown, "\t", "m", "y"}, `{"other":"my own"}`, `{"other":"my"}`},
	{"choices", `"type":"choices","options":[{"id":"a","text":"A"},{"id":"b","text":"B"},{"id":"c","text":"C"}]`,
		[]string{"[value=c]", "[value=a]"}, []string{" ", "\t", " "}, `["a","c"]`, `["a","b"]`},
	{"choices, other", `"type":"choices","other":true,"options":[{"id":"a","text":"A"}]`,
		[]string{"[value=a]", "[value=other]", "[name=other]", "=mine"}, []string{"\t", " ", "\t", "m"}, `["a",{"other":"mine"}]`, `[{"other":"m"}]`},
	{"text", `"type":"text"`, []string{"textarea", "= two words "}, []string{"h", "i", "\t", "\t"}, `"two words"`, `"hi"`},
	{"email", `"type":"email"`, []string{"[type=email]", "=ada@example.com"}, []string{"a", "@", "b", ".", "d", "e"}, `"ada@example.com"`, `"a@b.de"`},
	{"phone", `"type":"phone"`, []string{"[type=tel]", "=+49 (30) 123-4567"}, []string{"0", "3", "0", "1", "2"}, `"+49 (30) 123-4567"`, `"03012"`},
	{"consent", `"type":"consent"`, []string{"[type=checkbox]"}, []string{}, `true`, `false`},
}

func repeat(key string, times int) []string {
	keys := make([]string, times)
	for i := range keys {
		keys[i] = key
	}
	return keys
}

func TestEveryQuestionTypeByMouseTouchAndKeyboard(t *testing.T) {
	for _, test := range questions {
		action := survey(fmt.Sprintf(`{"id":"q","text":"A question?",%s}`, test.question))
		answer := `{"t":"answer","decision":"d1","survey":"demo","question":"q","value":%s,"done":true}`
		for hand, press := range map[string]func(*page, string){"mouse": (*page).click, "touch": (*page).tap} {
			t.Run(test.name+" by "+hand, func(t *testing.T) {
				p := open(t)
				p.act("d1", action)
				p.state("survey")
				for _, step := range test.mouse {
					if step[0] == '=' {
						p.Keys(step[1:])
					} else {
						press(p, step)
					}
				}
				p.wantSent("answer") // choosing sends nothing
				press(p, "button[data-action=send]")
				p.state("thanks")
				p.wantSent("answer", fmt.Sprintf(answer, test.byMouse))
			})
		}
		t.Run(test.name+" by keyboard", func(t *testing.T) {
			p := open(t)
			p.act("d1", action)
			p.state("survey")
			p.JS(`document.querySelector('#last').focus()`)
			p.Keys("\t", "\t") // the way out, then the field
			p.Keys(test.keys...)
			p.wantSent("answer")
			p.Keys(kb.Enter)
			p.state("thanks")
			p.wantSent("answer", fmt.Sprintf(answer, test.byKey))
		})
	}
}

func TestAnswersAreSentOneByOneAndConditionsSkip(t *testing.T) {
	p := open(t)
	p.act("d1", survey(whyQuestion, moreQuestion, helpQuestion))
	p.state("survey")
	p.wantSent("", `{"t":"shown","decision":"d1"}`)
	p.click("[value=price]")
	p.click("button[data-action=next]")
	p.Until(`find('h2').textContent === 'Would you like help now?'`)
	p.wantSent("answer", `{"t":"answer","decision":"d1","survey":"demo","question":"why","value":"price","done":false}`)

	// Back, and onto the other branch: what was chosen is still there, and «other» opens the optional question.
	p.click("[data-action=back]")
	p.Until(`find('[value=price]')?.checked`)
	p.click("[value=other]")
	p.click("[name=other]")
	p.Keys("the colour")
	p.click("button[data-action=next]")
	p.Until(`find('h2').textContent === 'Anything else?'`)
	p.click("button[data-action=next]") // optional: passed over
	p.Until(`find('h2').textContent === 'Would you like help now?'`)
	p.click("[value=yes]")
	p.click("button[data-action=send]")
	p.state("thanks")
	p.wantSent("answer",
		`{"t":"answer","decision":"d1","survey":"demo","question":"why","value":"price","done":false}`,
		`{"t":"answer","decision":"d1","survey":"demo","question":"why","value":{"other":"the colour"},"done":false}`,
		`{"t":"answer","decision":"d1","survey":"demo","question":"more","value":null,"done":false}`,
		`{"t":"answer","decision":"d1","survey":"demo","question":"help","value":"yes","done":true}`)
	if got := p.text("h2"); got != "Thank you. We read every answer." {
		t.Errorf("thanks say %q", got)
	}
}

func TestABranchThatWasLeftDecidesNothing(t *testing.T) {
	p := open(t)
	p.act("d1", survey(helpQuestion,
		`{"id":"how","type":"choice","text":"How?","options":[{"id":"call","text":"Call"}],"show_if":["==",["answer","help"],"yes"]}`,
		`{"id":"number","type":"phone","text":"Which number?","show_if":["==",["answer","how"],"call"]}`))
	p.click("[value=yes]")
	p.click("button[data-action=next]")
	p.click("[value=call]")
	p.click("button[data-action=next]")
	p.Until(`find('h2').textContent === 'Which number?'`)
	p.click("[data-action=back]")
	p.click("[data-action=back]")
	p.click("[value=no]")
	p.click("button[data-action=send]") // nobody is called who does not want help
	p.state("thanks")
}

func TestAnUnacceptableAnswerIsExplainedNotSent(t *testing.T) {
	tests := []struct{ name, question, typed, problem string }{
		{"nothing chosen", whyQuestion, "", "Please choose an answer."},
		{"no words", `{"id":"q","type":"text","text":"?"}`, " ", "Please write your answer."},
		{"no address", `{"id":"q","type":"email","text":"?"}`, "ada", "Please check the e-mail address, for example name@example.com."},
		{"no number", `{"id":"q","type":"phone","text":"?"}`, "call me", "Please check the phone number."},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := open(t)
			p.act("d1", survey(test.question))
			p.state("survey")
			if test.typed != "" {
				p.click(".line")
				p.Keys(test.typed)
			}
			p.click("button[type=submit]")
			p.Until(`find('#problem').textContent !== ''`)
			if got := p.text("#problem"); got != test.problem {
				t.Errorf("problem is %q, want %q", got, test.problem)
			}
			if !value[bool](p, `find(':focus').matches('input, textarea')`) {
				t.Error("the focus is not where the answer has to be corrected")
			}
			p.wantSent("answer")
		})
	}
}

// TestAProblemIsOverWithTheNextKey: what is being corrected is called wrong no more, by the words or by the mark of the field.
func TestAProblemIsOverWithTheNextKey(t *testing.T) {
	p := open(t)
	p.act("d1", survey(`{"id":"q","type":"email","text":"?"}`))
	p.click("button[type=submit]")
	p.Until(`find('#problem').textContent !== '' && find('.line').ariaInvalid === 'true'`)
	p.Keys("a")
	p.Until(`find('.line').value === 'a' && find('#problem').textContent === ''`)
	p.Want(`find('.line').ariaInvalid`, nil)
}

func TestOtherWithoutWordsIsNoAnswer(t *testing.T) {
	p := open(t)
	p.act("d1", survey(whyQuestion))
	p.click("[value=other]")
	p.click("button[type=submit]")
	p.Until(`find('#problem').textContent === 'Please write your answer.' && find('[name=other]') === widget.shadowRoot.activeElement`)
	p.wantSent("answer")
}

func TestConditions(t *testing.T) {
	tests := []struct {
		condition string
		answer    string // to the question before, as its id in whyQuestion
		asked     bool
	}{
		{`true`, "price", true},
		{`false`, "price", false},
		{`["==",["answer","why"],"price"]`, "price", true},
		{`["!=",["answer","why"],"price"]`, "price", false},
		{`["!",["==",["answer","why"],"price"]]`, "delivery", true},
		{`["in",["answer","why"],["price","delivery"]]`, "delivery", true},
		{`["in",["answer","why"],["price"]]`, "delivery", false},
		{`["in","price",["answer","why"]]`, "price", false}, // one choice is no list
		{`["&&",["==",["answer","why"],"price"],["==",1,1]]`, "price", true},
		{`["&&",["==",["answer","why"],"price"],["==",1,2]]`, "price", false},
		{`["||",["==",1,2],["==",["answer","why"],"price"]]`, "price", true},
		{`[">",["answer","nowhere"],-1]`, "price", false}, // no answer is not zero
		{`["<=",3,3]`, "price", true},
		{`["<",3,3]`, "price", false},
		{`[">=",["answer","why"],3]`, "price", false},
	}
	p := open(t)
	for i, test := range tests {
		decision := fmt.Sprint(i)
		p.act(decision, survey(whyQuestion, fmt.Sprintf(`{"id":"q","type":"text","text":"Asked","show_if":%s}`, test.condition)))
		p.click("[value=" + test.answer + "]")
		p.click("button[type=submit]")
		p.Until(fmt.Sprintf(`page.sent.some((item) => item.t === 'answer' && item.decision === %q)`, decision))
		if asked := p.text("h2") == "Asked"; asked != test.asked {
			t.Errorf("%s after %s: asked is %v, want %v", test.condition, test.answer, asked, test.asked)
		}
		p.click("[data-action=close]")
		p.state("closed")
	}
}

func TestWhatTheSiteWroteStaysText(t *testing.T) {
	const hostile = `<img src=x onerror=page.errors.push(1)><script>page.errors.push(2)</script>`
	actions := map[string]string{
		"survey":  survey(fmt.Sprintf(`{"id":"q","type":"choice","text":%[1]q,"note":%[1]q,"options":[{"id":"a","text":%[1]q}]}`, hostile)),
		"scale":   survey(fmt.Sprintf(`{"id":"q","type":"nps","text":%[1]q,"low":%[1]q,"high":%[1]q}`, hostile)),
		"message": fmt.Sprintf(`{"type":"message","title":%[1]q,"text":%[1]q,"cta":{"text":%[1]q,"url":"/help"}}`, hostile),
		"chat": fmt.Sprintf(`{"type":"chat","conversation":"c","greeting":%[1]q,"available":true,
			"history":[{"id":"1","from":"operator","name":%[1]q,"text":%[1]q,"at":1}]}`, hostile),
	}
	for name, action := range actions {
		t.Run(name, func(t *testing.T) {
			p := open(t)
			p.act("d1", action)
			p.Until(`widget.shadowRoot.textContent.includes('<img src=x')`)
			if n := value[int](p, `widget.shadowRoot.querySelectorAll('img, script').length`); n != 0 {
				t.Errorf("%d elements were made of text", n)
			}
		})
	}
}
