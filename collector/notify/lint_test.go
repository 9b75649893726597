package notify

import (
	"errors"
	"testing"

	"heed/collector/core"
)

// TestLintIntercept: a follow-up that tells a paused webhook is pointed at, and no other.
func TestLintIntercept(t *testing.T) {
	tell := func(name string) core.FollowUp {
		return core.FollowUp{If: "answer.a == 1", Do: core.Action{Type: core.ActWebhook, Webhook: name}}
	}
	i := core.Intercept{Site: "shop", Name: "ask", Then: []core.FollowUp{tell("live"), tell("paused"), {Do: core.Action{Type: core.ActChat}}}}
	found := LintIntercept(i, map[string]core.Webhook{"live": {Status: core.Live}, "paused": {Status: core.Paused}})
	if len(found) != 1 || found[0].Code != "paused_webhook" || found[0].Severity != core.Doubtful || found[0].Path != "then[1].do.webhook" || found[0].Name != "ask" {
		t.Errorf("found %+v", found)
	}
}

// TestLintWebhook: an address that is not called is pointed at, and no other.
func TestLintWebhook(t *testing.T) {
	refuse := func(url string) error {
		if url == "https://10.0.0.1/" {
			return errors.New("leads to 10.0.0.1; name its network")
		}
		return nil
	}
	found := LintWebhook(core.Webhook{Site: "shop", Name: "crm", URL: "https://10.0.0.1/"}, refuse)
	if len(found) != 1 || found[0].Code != "uncalled_webhook" || found[0].Severity != core.Doubtful || found[0].Kind != core.KindWebhook || found[0].Path != "url" ||
		found[0].Name != "crm" || found[0].Message != "leads to 10.0.0.1; name its network; until then nothing is told to it" {
		t.Errorf("found %+v", found)
	}
	if found := LintWebhook(core.Webhook{URL: "https://crm.example/"}, refuse); len(found) != 0 {
		t.Errorf("found %+v", found)
	}
}
