package server

import (
	"encoding/json"

	"github.com/labstack/echo/v4"

	"heed/collector/core"
	"heed/collector/manifest"
)

// documentText writes a noun as the document that `heed apply` takes.
func documentText(kind string, noun any) (string, error) {
	body, err := json.Marshal(noun)
	if err != nil {
		return "", err
	}
	return manifest.YAML(kind, body)
}

// saveDocument saves a form's document through the use case of the API and of `heed apply`: what is new, of revision 0, must be new, and
// of what was changed that revision must be in force. With something that cannot be read, it only checks the rest.
func (c *console) saveDocument(ec echo.Context, kind, name string, noun any, revision int, wrong []core.FieldError) ([]Applied, error) {
	text, err := documentText(kind, noun)
	if err != nil {
		return nil, err
	}
	ctx := ec.Request().Context()
	if len(wrong) == 0 {
		return c.deps.Config.Replace(ctx, name, []byte(text), principal(ec), revision)
	}
	if _, err := c.deps.Config.Apply(ctx, name, []byte(text), principal(ec), true); err != nil {
		return nil, err
	}
	return nil, core.Errorf(core.Invalid, "invalid_config", "Some of what was entered cannot be read.")
}
