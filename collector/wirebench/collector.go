package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// origin is that of all pages; nobody serves it.
const origin = "https://pages.example"

// The sites: on one a rage click leads to an act, on the other to an acknowledgement alone.
const (
	acting = "acting"
	still  = "still"
)

// configuration is the demo's, where a rage click meets three intercepts and one of them acts, with nobody held back; and a site
// that has none.
const configuration = `
kind: site
name: still
origins: ["https://pages.example"]
precision: {sample: 0}
---
kind: site
name: acting
origins: ["https://pages.example"]
precision: {sample: 0}
---
kind: survey
name: what-happened
site: acting
languages: [en, de]
questions:
  - id: what
    type: choice
    text: {en: What got in your way?, de: Was hat nicht geklappt?}
    options:
      - {id: nothing, text: {en: I pressed and nothing happened, de: Ich habe gedrückt und nichts ist passiert}}
      - {id: error, text: {en: I saw an error, de: Es kam eine Fehlermeldung}}
      - {id: other, text: {en: Something else, de: Etwas anderes}}
  - id: help
    type: choice
    text: {en: Would you like a person to help you now?, de: "Möchten Sie, dass Ihnen jetzt jemand hilft?"}
    options:
      - {id: "yes", text: {en: "Yes, help me", de: "Ja, bitte helfen"}}
      - {id: "no", text: {en: "No, thank you", de: "Nein, danke"}}
thanks: {en: Thank you. We read every answer., de: Vielen Dank. Wir lesen jede Antwort.}
---
kind: intercept
name: stuck
site: acting
status: live
owner: bench@example.com
hypothesis: Shoppers whose presses get no answer buy more often when somebody asks and helps at once.
metric: {event: purchase, value: revenue, within: 7d}
priority: 80
when: {any: [{signal: rage_click}]}
limits: {per_session: 1, every: 1d}
action: {type: survey, survey: what-happened, expires: 20s}
then:
  - {if: 'answer.help == "yes"', do: {type: chat}}
---
kind: intercept
name: cart-rescue
site: acting
status: live
owner: bench@example.com
hypothesis: Shoppers leave full carts because the cost of delivery appears late.
metric: {event: purchase, value: revenue, within: 7d}
priority: 50
when: {any: [{signal: cart_abandonment}, {signal: exit_intent}]}
where: {exclude: ["/checkout/done"]}
who: cart.value >= 40
limits: {per_visitor: 1, per_session: 1, every: 30d}
action: {type: survey, survey: what-happened, expires: 20s}
---
kind: intercept
name: leaving
site: acting
status: live
owner: bench@example.com
hypothesis: Shoppers leave product pages because they are unsure whether a plant survives the journey.
metric: {event: purchase, value: revenue, within: 7d}
priority: 20
when: {any: [{signal: exit_intent}]}
where: {include: ["/product/*"]}
limits: {per_visitor: 1, per_session: 1, every: 30d}
action: {type: message, title: {en: Worried?}, text: {en: Our plants travel in insulated boxes.}, expires: 15s}
`

// collector is the process under test.
type collector struct {
	url    string
	folder string
	cmd    *exec.Cmd
	log    bytes.Buffer
}

// start starts it on an empty folder with the two sites, and returns when it serves.
func start(ctx context.Context, binary string) (*collector, error) {
	folder, err := os.MkdirTemp("", "heed-wirebench-")
	if err != nil {
		return nil, err
	}
	c := &collector{folder: folder}
	if err := c.serve(ctx, binary); err != nil {
		return nil, errors.Join(err, c.stop())
	}
	return c, nil
}

func (c *collector) serve(ctx context.Context, binary string) error {
	data := filepath.Join(c.folder, "data")
	apply := exec.CommandContext(ctx, binary, "apply", "-", "--data", data)
	apply.Stdin = strings.NewReader(configuration)
	if out, err := apply.CombinedOutput(); err != nil {
		return fmt.Errorf("%s apply: %w\n%s", binary, err, out)
	}
	// All pages come from one address here, so the limits on one are out of the way.
	c.cmd = exec.CommandContext(ctx, binary, "serve", "--addr", "127.0.0.1:0", "--data", data, "--address-rate", "1e6", "--connection-rate", "1e6")
	c.cmd.Cancel = func() error { return c.cmd.Process.Signal(os.Interrupt) }
	c.cmd.WaitDelay = 10 * time.Second
	c.cmd.Stderr = &c.log
	out, err := c.cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := c.cmd.Start(); err != nil {
		return err
	}
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if _, address, found := strings.Cut(lines.Text(), " listens on "); found {
			c.url = "http://" + address
			go func() { _, _ = io.Copy(io.Discard, out) }()
			return nil
		}
	}
	return fmt.Errorf("%s serve ended before it served:\n%s", binary, &c.log)
}

// stop ends the process and removes what it wrote.
func (c *collector) stop() (err error) {
	if c.cmd != nil && c.cmd.Process != nil {
		_ = c.cmd.Process.Signal(os.Interrupt)
		err = c.cmd.Wait()
	}
	return errors.Join(err, os.RemoveAll(c.folder))
}
