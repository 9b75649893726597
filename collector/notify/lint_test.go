package notify

import (
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
