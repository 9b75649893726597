package notify

import (
	"fmt"

	"heed/collector/core"
)

// LintIntercept finds the follow-ups of an intercept that tell a paused webhook: what they would tell is lost. webhooks are those of its site.
func LintIntercept(i core.Intercept, webhooks map[string]core.Webhook) []core.Finding {
	var found []core.Finding
	for k, f := range i.Then {
		if f.Do.Type != core.ActWebhook || webhooks[f.Do.Webhook].Status != core.Paused {
			continue
		}
		found = append(found, core.Finding{
			Code: "paused_webhook", Severity: core.Doubtful, Kind: core.KindIntercept, Site: i.Site, Name: i.Name,
			FieldError: core.FieldError{Path: fmt.Sprintf("then[%d].do.webhook", k), Message: fmt.Sprintf(
				"tells webhook %s, which is paused, so that answers are not told to it, nor later; set its status: live", f.Do.Webhook)},
		})
	}
	return found
}

// LintWebhook finds an address that is not called. Such a webhook was saved before it was refused, or by a program that does not know which
// networks may be called. address finds what is wrong with its URL, as the end of a sentence.
func LintWebhook(w core.Webhook, address func(url string) error) []core.Finding {
	err := address(w.URL)
	if err == nil {
		return nil
	}
	return []core.Finding{{
		Code: "uncalled_webhook", Severity: core.Doubtful, Kind: core.KindWebhook, Site: w.Site, Name: w.Name,
		FieldError: core.FieldError{Path: "url", Message: fmt.Sprintf("%v; until then nothing is told to it", err)},
	}}
}
