package server

import (
	"errors"
	"io"
	"net/http"
	"reflect"

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

// decodeJSON is the second half of readJSON. What it says is of JSON and of the API's own names, not of our types.
func decodeJSON(body []byte, into any) error {
	err := json.Unmarshal(body, into, json.RejectUnknownMembers(true))
	var wrong *json.SemanticError
	switch {
	case err == nil:
		return nil
	case !errors.As(err, &wrong):
		return core.Errorf(core.Invalid, "bad_json", "The body is not one valid JSON value in UTF-8 without duplicate names.")
	case errors.Is(wrong, json.ErrUnknownName):
		return core.Errorf(core.Invalid, "bad_json", "The field %s is not known here; /api/v1/openapi.json lists those that are.", wrong.JSONPointer)
	case wrong.JSONKind == '"' && wrong.Err != nil: // a text that is read, such as a duration
		return core.Errorf(core.Invalid, "bad_json", "The field %s cannot be read: %v.", wrong.JSONPointer, wrong.Err)
	case wrong.JSONPointer == "":
		return core.Errorf(core.Invalid, "bad_json", "The body must be %s.", jsonWords(wrong))
	}
	return core.Errorf(core.Invalid, "bad_json", "The field %s cannot be read: it must be %s.", wrong.JSONPointer, jsonWords(wrong))
}

// jsonWords say what should stand where something else does.
func jsonWords(wrong *json.SemanticError) string {
	if wrong.GoType == nil {
		return "of another type"
	}
	switch wrong.GoType.Kind() {
	case reflect.String:
		return "a string"
	case reflect.Bool:
		return "true or false"
	case reflect.Struct, reflect.Map:
		return "an object"
	case reflect.Slice:
		return "a list"
	case reflect.Float64:
		return "a number"
	}
	return "a whole number"
}
