package server

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"heed/collector/core"
	"heed/collector/link"
)

// maxLinksBody is the largest request for links, in bytes.
const maxLinksBody = 1 << 10

// apiLinks makes single-use links to a survey. Nothing is stored of them.
func (s *Server) apiLinks(c echo.Context) error {
	var in link.Batch
	if err := readJSON(c, maxLinksBody, &in); err != nil {
		return err
	}
	made, err := s.Link.Make(c.QueryParam("site"), c.Param("name"), in)
	if err != nil {
		return err
	}
	detail(c, "%s until %s", plural(len(made), "link"), iso(made[0].Expires))
	return answerList(c, made, "")
}

// qr draws the address of a survey's page: ?site= and ?source= as the page itself takes them.
func (h *hosted) qr(contentType string, draw func(address string) ([]byte, error)) echo.HandlerFunc {
	return func(c echo.Context) error {
		if err := h.deps.Link.Admit(c.RealIP()); err != nil {
			return err
		}
		e, err := h.deps.Link.Begin(c.QueryParam("site"), param(c, "name"), c.QueryParam("source"))
		if err != nil {
			return err
		}
		drawn, err := draw(link.Address(h.deps.PublicURL, e.Site, e.Survey, e.Source))
		if err != nil {
			return err
		}
		return c.Blob(http.StatusOK, contentType, drawn)
	}
}

// linkCard is a survey's page on the survey's page of the console.
type linkCard struct {
	Source, Address string
	SVG, PNG        string // where the QR code lies
	Message         string // what is wrong with the source
}

func (c *console) linkCard(ec echo.Context, s core.Survey) linkCard {
	card := linkCard{Source: ec.QueryParam("source")}
	if err := link.CheckSource(card.Source); err != nil {
		card.Message, card.Source = core.AsError(err).Message, ""
	}
	card.Address = link.Address(c.deps.PublicURL, s.Site, s.Name, card.Source)
	at := query("site", s.Site, "source", card.Source)
	card.SVG, card.PNG = link.Path(s.Name)+"/qr.svg"+at, link.Path(s.Name)+"/qr.png"+at
	return card
}
