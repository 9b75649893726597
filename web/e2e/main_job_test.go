package e2e

import (
	"database/sql"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"
	_ "github.com/mattn/go-sqlite3"

	"heed/collector/core"
	"heed/web/browsertest"
)

// TestMainJob is the whole job in two browsers: a stuck visitor is noticed, asked, answers by keyboard, asks for help, and is answered
// by a person; and afterwards everything can be found again.
func TestMainJob(t *testing.T) {
	t.Parallel()
	c := startCollector(t, "")
	v := newVisitor(t, c.public, core.Treatment)
	v.enter("/cart")
	v.Press("#apply-promo", 3)
	v.widgetIs("survey")

	o := signIn(t, c)
	o.Open(c.public + "/console/conversations")

	conversation := v.askForHelp(t)
	v.sayInChat("The promo button does nothing")
	o.Until(fmt.Sprintf(`document.querySelector('a[href^="/console/conversations/%s"]')`, conversation))
	o.Open(c.public + "/console/conversations/" + conversation)
	o.Until(`document.body.innerText.includes('The promo button does nothing')`)
	o.reply("I am on it. The code is taken off at the till.")
	v.Until(root + `.querySelector('[role=log]')?.textContent.includes('The code is taken off at the till.')`)
	v.Until(inWidget(".presence[data-available=true]")) // somebody answered, so somebody is there
	v.sayInChat("Thank you <b>so</b> much")
	o.Until(`document.body.innerText.includes('Thank you <b>so</b> much')`)

	// The visitor goes on through the shop, and the conversation with them.
	v.enter("/")
	v.widgetIs("chat")
	v.Until(root + `.querySelector('[role=log]')?.textContent.includes('The code is taken off at the till.')`)

	inTheAPI(t, c, v.id, conversation)
	v.AllowRefusals()
	o.AllowRefusals()
	c.stop()
	inTheFile(t, c, v.id)
}

// askForHelp answers the survey with the keyboard alone: the second option, Enter; «yes, help me», Enter. It returns the conversation.
func (v *visitor) askForHelp(t *testing.T) (conversation string) {
	t.Helper()
	v.tabInto(t, "input[name=what]")
	v.Keys(" ", kb.ArrowDown, kb.Enter)
	v.Until(inWidget("input[name=help]"))
	v.tabInto(t, "input[name=help]")
	v.Keys(" ", kb.Enter)
	v.widgetIs("chat")
	return browsertest.Value[string](v.Tab, `heed('sent').find(i => i.t === 'answer').decision`)
}

// sayInChat types a message and sends it with Enter.
func (v *visitor) sayInChat(text string) {
	v.JS(inWidget("textarea[name=text]") + ".focus()")
	v.Keys(text, kb.Enter)
	v.Until(fmt.Sprintf("%s.querySelector('[role=log]')?.textContent.includes(%q)", root, text))
}

// operator is a browser in the console.
type operator struct{ *browsertest.Tab }

// signIn opens the one-time link that the collector printed.
func signIn(t *testing.T, c *collector) *operator {
	t.Helper()
	o := &operator{browser.Tab(t)}
	o.Open(c.link)
	o.Until(`location.pathname === '/console'`)
	return o
}

// reply writes to the visitor.
func (o *operator) reply(text string) {
	o.JS(`document.querySelector('textarea[name=text]').focus()`)
	o.Keys(text, kb.Enter)
	o.Until(fmt.Sprintf(`document.body.innerText.includes(%q)`, text))
}

func inTheAPI(t *testing.T, c *collector, visitor, conversation string) {
	t.Helper()
	signals := items[core.Signal](c, "/signals?kind=rage_click&visitor="+visitor)
	if len(signals) != 1 || signals[0].Page != "/demo/cart" || signals[0].Target != "#apply-promo" {
		t.Fatalf("signals %+v, want one rage click on #apply-promo", signals)
	}
	d := get[core.Decision](c, "/decisions/"+conversation)
	if d.Signal != signals[0].ID || d.Intercept != "stuck" || d.Arm != core.Treatment || d.Shown == nil || d.Answered == nil {
		t.Fatalf("decision %+v, want it of the signal, for stuck, shown and answered", d)
	}
	if len(d.Considered.Evaluations()) != 3 {
		t.Fatalf("%d intercepts were considered, want the demo's 3", len(d.Considered.Evaluations()))
	}
	for _, e := range d.Considered.Evaluations() {
		if len(e.Gates) != len(d.Considered.Evaluations()[0].Gates) || len(e.Gates) < 8 {
			t.Errorf("%s has %d gates, want all of them for each", e.Intercept, len(e.Gates))
		}
	}
	r := get[core.Response](c, "/responses/"+conversation+"/what-happened")
	if got := fmt.Sprint(answers(r)); got != "map[help:\"yes\" what:\"error\"]" || !r.Done {
		t.Errorf("answers %s, done %v", got, r.Done)
	}
	talk := get[struct{ Messages []core.Message }](c, "/conversations/"+conversation)
	var said []string
	for _, m := range talk.Messages {
		said = append(said, m.From+": "+m.Text)
	}
	want := "visitor: The promo button does nothing|operator: I am on it. The code is taken off at the till.|visitor: Thank you <b>so</b> much"
	if got := strings.Join(said, "|"); got != want {
		t.Errorf("messages %s\nwant     %s", got, want)
	}
	story := get[struct {
		Timeline []struct{ Type string }
	}](c, "/visitors/"+visitor)
	types := map[string]bool{}
	for _, x := range story.Timeline {
		types[x.Type] = true
	}
	for _, want := range []string{"signal", "decision", "response", "conversation"} {
		if !types[want] {
			t.Errorf("the visitor's timeline has no %s", want)
		}
	}
}

func answers(r core.Response) map[string]string {
	m := map[string]string{}
	for _, a := range r.Answers {
		m[a.Question] = string(a.Value)
	}
	return m
}

// inTheFile looks into heed.db with nothing of ours in between.
func inTheFile(t *testing.T, c *collector, visitor string) {
	t.Helper()
	db, err := sql.Open("sqlite3", "file:"+filepath.Join(c.data, "heed.db")+"?mode=ro")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, q := range []struct {
		query string
		want  int
	}{
		{`SELECT count(*) FROM signals WHERE visitor = ? AND kind = 'rage_click'`, 1},
		{`SELECT count(*) FROM decisions WHERE visitor = ? AND intercept = 'stuck' AND outcome = 'act'`, 1},
		{`SELECT count(*) FROM answers JOIN responses ON answers.response = responses.id WHERE responses.visitor = ?`, 2},
		{`SELECT count(*) FROM conversations WHERE visitor = ?`, 1},
		{`SELECT count(*) FROM messages JOIN conversations ON messages.conversation = conversations.id WHERE conversations.visitor = ?`, 3},
	} {
		var got int
		if err := db.QueryRow(q.query, visitor).Scan(&got); err != nil || got != q.want {
			t.Errorf("%s: %d, %v; want %d", q.query, got, err, q.want)
		}
	}
	var considered int
	err = db.QueryRow(`SELECT json_array_length(considered, '$.passed') FROM decisions JOIN rulebooks ON rulebooks.id = rulebook
		WHERE visitor = ? AND intercept = 'stuck'`, visitor).Scan(&considered)
	if err != nil || considered != 3 {
		t.Errorf("stored explanation: %v, %d intercepts, want 3", err, considered)
	}
}

// TestStepperIsNoRage presses a control that answers each press ten times, fast.
func TestStepperIsNoRage(t *testing.T) {
	t.Parallel()
	c := startCollector(t, "")
	v := newVisitor(t, c.public, core.Treatment)
	v.enter("/product/monstera")
	v.Press("#qty-plus", 10)
	v.Until(`document.querySelector('#qty').textContent.trim() === '11' || document.querySelector('#qty').value === '11'`)
	v.drain(t, c)
	if got := items[core.Signal](c, "/signals?kind=rage_click"); len(got) != 0 {
		t.Fatalf("ten answered presses gave %+v", got)
	}
	v.nothingShown(t)
}

// drain waits until a later item of the same page is stored: whatever the page had to say before it has arrived by then.
func (v *visitor) drain(t *testing.T, c *collector) {
	t.Helper()
	v.JS(`heed('track', 'drained', {})`)
	eventually(t, "the page's last item is stored", func() (any, bool) {
		for _, x := range get[struct {
			Timeline []struct {
				Type  string
				Event *core.Event
			}
		}](c, "/visitors/"+v.id).Timeline {
			if x.Event != nil && x.Event.Name == "drained" {
				return nil, true
			}
		}
		return nil, false
	})
}

// TestHoldoutSeesNothing: a visitor in the control arm is decided about like everybody, and left alone.
func TestHoldoutSeesNothing(t *testing.T) {
	t.Parallel()
	c := startCollector(t, "")
	v := newVisitor(t, c.public, core.Control)
	v.enter("/cart")
	v.Press("#apply-promo", 3)
	d := eventually(t, "a decision on the rage click", func() (core.Decision, bool) {
		list := items[core.Decision](c, "/decisions?intercept=stuck&visitor="+v.id)
		if len(list) == 0 {
			return core.Decision{}, false
		}
		return list[0], true
	})
	if d.Outcome != core.Held || d.Arm != core.Control {
		t.Fatalf("decision %+v, want it held in the control arm", d)
	}
	v.drain(t, c)
	v.nothingShown(t)
}
