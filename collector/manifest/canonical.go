package manifest

import (
	"encoding/json"
	"fmt"

	"heed/collector/core"
)

// canonical gives a document's body as it comes out of reading and writing it: the same for the same noun. Fields come in the order of
// the struct, names of maps sorted, and what says nothing, such as an empty `where`, is gone. So a body that an older version wrote
// does not look changed.
func canonical(kind string, body json.RawMessage) (json.RawMessage, error) {
	switch kind {
	case core.KindSite:
		return again[core.Site](body)
	case core.KindIntercept:
		return again[core.Intercept](body)
	case core.KindSurvey:
		return again[core.Survey](body)
	case core.KindWebhook:
		return again[core.Webhook](body)
	}
	return nil, fmt.Errorf("unknown kind %q", kind)
}

func again[T any](body json.RawMessage) (json.RawMessage, error) {
	var noun T
	if err := json.Unmarshal(body, &noun); err != nil {
		return nil, err
	}
	return json.Marshal(noun)
}
