package server

import (
	"errors"
	"io"
	"net/http"

	"github.com/go-json-experiment/json"
	"github.com/labstack/echo/v4"

	"heed/collector/core"
	"heed/collector/ingest"
)

// socket lets a page in and returns while the connection lives on in the hub.
func (s *Server) socket(c echo.Context) error {
	site, err := s.Ingest.Admit(c.QueryParam("site"), c.Request().Header.Get("Origin"))
	if err != nil {
		return err
	}
	if err := s.Ingest.Dial(c.RealIP()); err != nil {
		return err
	}
	s.Hub.Serve(c.Response(), c.Request(), site)
	return nil
}

// batch takes what a page without a socket, or a leaving one, sends. The content type is of no interest: a beacon says text/plain
// so that no preflight is needed.
func (s *Server) batch(c echo.Context) error {
	origin := c.Request().Header.Get("Origin")
	allowOrigin(c, origin)
	site, err := s.Ingest.Admit(c.QueryParam("site"), origin)
	if err != nil {
		return err
	}
	body, err := readBody(c, ingest.MaxBatch)
	if err != nil {
		return err
	}
	reply, err := s.Ingest.Batch(c.Request().Context(), site, c.RealIP(), body)
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, reply)
}

// batchPreflight answers pages that send application/json.
func (s *Server) batchPreflight(c echo.Context) error {
	allowOrigin(c, c.Request().Header.Get("Origin"))
	h := c.Response().Header()
	h.Set("Access-Control-Allow-Methods", "POST")
	h.Set("Access-Control-Allow-Headers", "Content-Type")
	h.Set("Access-Control-Max-Age", "7200")
	return c.NoContent(http.StatusNoContent)
}

// allowOrigin lets the page read the answer, a refusal included: without it a page only sees «failed» and would try for ever.
// It never allows credentials: no session is looked at here.
func allowOrigin(c echo.Context, origin string) {
	if origin == "" {
		return
	}
	h := c.Response().Header()
	h.Set("Access-Control-Allow-Origin", origin)
	h.Set("Access-Control-Expose-Headers", "Retry-After")
	h.Set("Vary", "Origin")
	h.Set("Cache-Control", "no-store")
}

// readBody reads a body of at most limit bytes.
func readBody(c echo.Context, limit int64) ([]byte, error) {
	body, err := io.ReadAll(http.MaxBytesReader(c.Response(), c.Request().Body, limit))
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		return nil, core.Errorf(core.Invalid, "too_large", "The body has at most %d bytes; send less at once.", limit)
	}
	if err != nil {
		return nil, core.Errorf(core.Invalid, "bad_body", "The body could not be read to its end.")
	}
	return body, nil
}

// readJSON reads a JSON body strictly: unknown fields are a mistake of a program that wants something we do not do.
func readJSON(c echo.Context, limit int64, into any) error {
	body, err := readBody(c, limit)
	if err != nil {
		return err
	}
	return decodeJSON(body, into)
}

// decodeJSON is the second half of readJSON.
func decodeJSON(body []byte, into any) error {
	if err := json.Unmarshal(body, into, json.RejectUnknownMembers(true)); err != nil {
		return core.Errorf(core.Invalid, "bad_json", "The body is not the JSON that is expected here: %v.", err)
	}
	return nil
}
