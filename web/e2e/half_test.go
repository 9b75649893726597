package e2e

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/chromedp/cdproto/page"

	"heed/web/browsertest"
)

// TestAButtonPressedWhileTheFormStillComes: a browser sends the half that it has, which is refused, and nothing of the document is lost.
func TestAButtonPressedWhileTheFormStillComes(t *testing.T) {
	t.Parallel()
	for _, form := range []struct{ kind, name, button, before, rows string }{
		{"surveys", "cart-why", `button[value="remove questions.0"]`, `data-row="questions.1"`, `[data-list="questions"] > [data-row]`},
		{"intercepts", "stuck", `button[value="add when"]`, `id="p-where"`, `[data-rows="when"] > [data-row]`},
	} {
		t.Run(form.kind, func(t *testing.T) {
			t.Parallel()
			var c *collector
			line := newSlowLine(t, func() string { return c.addr })
			c = startCollector(t, line.public)
			o := signIn(t, c)
			o.AllowRefusals()
			saved := c.heed("", "export", "--site", "demo", form.name)
			rows := fmt.Sprintf(`document.querySelectorAll('%s').length`, form.rows)
			address := fmt.Sprintf("%s/console/%s/demo/%s/edit", c.public, form.kind, form.name)

			line.stopBefore(form.before)
			browsertest.Call(o.Tab, page.Navigate, page.NavigateParams{URL: address})
			o.Until(fmt.Sprintf(`document.querySelector('%s')`, form.button))
			o.Want(`document.readyState`, "loading")
			line.stopBefore("")
			o.Press(form.button, 1)
			o.Until(`document.readyState === 'complete' && document.querySelector('main').innerText.includes('half_form')`)
			o.Axe("the half that was refused")

			o.JS(`history.back()`)
			o.Until(`document.readyState === 'complete' && document.querySelector('button[name=save]')`)
			there := browsertest.Value[int](o.Tab, rows)
			o.Press(form.button, 1)
			o.Until(fmt.Sprintf(`%s !== %d`, rows, there))
			if now := c.heed("", "export", "--site", "demo", form.name); now != saved {
				t.Errorf("%s is now\n%s\nand was\n%s", form.name, now, saved)
			}
		})
	}
}

// slowLine is a proxy that can stop in the middle of a page.
type slowLine struct {
	public string
	before atomic.Pointer[string]
	over   chan struct{}
}

func newSlowLine(t *testing.T, collectorAddr func() string) *slowLine {
	t.Helper()
	line := &slowLine{over: make(chan struct{})}
	proxy := &httputil.ReverseProxy{
		FlushInterval: -1,
		Rewrite: func(r *httputil.ProxyRequest) {
			r.SetURL(&url.URL{Scheme: "http", Host: collectorAddr()})
			r.Out.Host = r.In.Host
			r.Out.Header.Set("Accept-Encoding", "identity") // so that the text can be found
		},
		ModifyResponse: func(answer *http.Response) error {
			last := line.before.Load()
			if last == nil || *last == "" || !strings.HasPrefix(answer.Header.Get("Content-Type"), "text/html") {
				return nil
			}
			whole, err := io.ReadAll(answer.Body)
			if err != nil {
				return err
			}
			i := bytes.Index(whole, []byte(*last))
			if i < 0 {
				return fmt.Errorf("%s is not in the page", *last)
			}
			answer.Body = io.NopCloser(io.MultiReader(bytes.NewReader(whole[:i]), until(line.over), bytes.NewReader(whole[i:])))
			return nil
		},
	}
	server := httptest.NewServer(proxy)
	t.Cleanup(server.Close)
	t.Cleanup(func() { close(line.over) })
	line.public = server.URL
	return line
}

// stopBefore makes the pages that are asked for from now on stop before a text, for good; with none they come whole.
func (l *slowLine) stopBefore(text string) { l.before.Store(&text) }

// until is a reader of nothing that takes until a channel is closed.
type until <-chan struct{}

func (u until) Read([]byte) (int, error) {
	<-u
	return 0, io.EOF
}
