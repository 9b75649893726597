package server

import (
	"net/url"

	"github.com/labstack/echo/v4"

	"heed/collector/core"
)

// wholeField stands last in a form that has buttons before its last field. Pressed while the page still comes, such a button sends the fields
// that are there already, and what was read of those would be a document without the rest.
const wholeField = "whole"

// formOf gives what was sent of a form.
func formOf(ec echo.Context) (url.Values, error) {
	form, err := ec.FormParams()
	if err != nil {
		return nil, core.Errorf(core.Invalid, "bad_form", "The form cannot be read; open it again: %w", err)
	}
	return form, nil
}

// wholeForm gives what was sent of a form with a wholeField, and refuses the beginning of one.
func wholeForm(ec echo.Context) (url.Values, error) {
	form, err := formOf(ec)
	if err != nil {
		return nil, err
	}
	if !form.Has(wholeField) {
		return nil, core.Errorf(core.Invalid, "half_form", "The page had not come whole when its button was pressed, so the end of the form is missing. Nothing was saved: go back, wait until the page is whole, and press again.")
	}
	form.Del(wholeField)
	return form, nil
}
