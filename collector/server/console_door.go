package server

import (
	"fmt"
	"strings"

	"github.com/labstack/echo/v4"

	"heed/collector/core"
	"heed/collector/survey"
)

// doorLine says of a survey that closes whether it is still asked.
type doorLine struct {
	Closed bool
	Words  string
}

// doorLineOf is nil for a survey without an end.
func doorLineOf(d survey.Door) *doorLine {
	var words []string
	if d.Closes != nil {
		words = append(words, fmt.Sprintf("asked until %s (%s)", d.Closes.AddDate(0, 0, -1).Format(dayForm), d.Closes.Location()))
	}
	if d.Quota > 0 {
		words = append(words, fmt.Sprintf("%d of %s begun", d.Begun, plural(d.Quota, "response")))
	}
	if len(words) == 0 {
		return nil
	}
	return &doorLine{!d.Open, strings.Join(words, ", ")}
}

func (c *console) door(ec echo.Context, s core.Survey) (*doorLine, error) {
	d, err := survey.Reader{Store: c.deps.Store, Clock: c.deps.Clock}.Door(ec.Request().Context(), s)
	return doorLineOf(d), err
}
