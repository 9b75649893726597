package server

import (
	"strconv"

	"github.com/labstack/echo/v4"

	"heed/collector/core"
)

// partForm is a form of one part of a document, such as its theme. What the document says besides is as it is in force when the form is
// sent.
type partForm struct {
	fields
	URL      string
	Revision int // that the form was made from
	MaySave  bool
	Saved    bool
	Alert    string // what is wrong with the whole
	Conflict *conflict
	Errors   map[string]string // by field
	Problems []problemLine
}

// sentPart reads what was sent of one.
func sentPart(ec echo.Context) (partForm, error) {
	values, err := formOf(ec)
	if err != nil {
		return partForm{}, err
	}
	form := fieldsOf(values)
	revision, _ := strconv.Atoi(form["revision"]) // what is no number is no revision, and so refused
	return partForm{fields: form, Revision: revision}, nil
}

// alarm tells what is wrong with the whole, unless more is said of it elsewhere.
func (p *partForm) alarm(refused *core.Error) {
	if len(p.Problems) == 0 && p.Conflict == nil {
		p.Alert = refused.Message
	}
}

// V is what stands in a field, and Error what is wrong with it.
func (p *partForm) V(name string) string     { return p.fields[name] }
func (p *partForm) Error(name string) string { return p.Errors[name] }

// edited is a document as a form would have it.
type edited struct {
	kind, site, name string
	noun             any
}

// savePart saves it, by the use case of the API and of `heed apply`; wrong is what of the form cannot be read. What is refused is returned,
// and the form told what was saved since it was opened: saving once more then puts it over that.
func (c *console) savePart(ec echo.Context, d edited, p *partForm, wrong []core.FieldError) (refused *core.Error, err error) {
	if _, err = c.saveDocument(ec, d.kind, d.name, d.noun, p.Revision, wrong); err == nil {
		detail(ec, "%s %s", d.kind, d.name)
		return nil, nil
	}
	if refused = core.AsError(err); refused.Kind == core.Internal {
		return nil, err
	}
	ec.Set(auditRefusalKey, refused)
	if refused.Code == "changed_meanwhile" {
		if p.Conflict, err = c.conflictSince(ec, d.kind, d.site, d.name, p.Revision); err == nil {
			p.Revision = p.Conflict.Revision
		}
		return refused, err
	}
	return refused, nil
}
