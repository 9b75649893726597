// Package starter holds templates to start from: each a complete draft of an intercept and its survey, with hypothesis and metric, as
// the YAML that `heed apply` takes.
package starter

import (
	"embed"
	"slices"
)

// SiteVariable stands in a template for the name of the site that it is made for.
const SiteVariable = "SITE"

// Template is one of them.
type Template struct {
	Name  string `json:"name"` // also the intercept's
	Title string `json:"title"`
	About string `json:"about"` // what it does, in a sentence or two
	YAML  string `json:"yaml"`  // the intercept and then its survey, with ${SITE} for the site
}

//go:embed templates/*.yaml
var files embed.FS

// Templates are all, in the order in which they are offered.
func Templates() []Template {
	list := []Template{
		{Name: "abandoned-cart", Title: "Abandoned cart",
			About: "Somebody is about to leave with a full cart: asks what held them back, then offers a chat or a call back."},
		{Name: "confusing-sign-up", Title: "Confusing sign-up",
			About: "Somebody struggles with the form to sign up: asks what makes it difficult, and helps to finish."},
		{Name: "error-on-form", Title: "Error on a form",
			About: "A form answers with an error, again and again: asks what went wrong, and offers a person at once."},
		{Name: "exit-on-pricing", Title: "Exit on pricing",
			About: "Somebody leaves the page with the prices: asks what they missed, and answers those who want it."},
		{Name: "online-upgrades", Title: "Online upgrades",
			About: "A customer looks at a larger plan and hesitates: asks what is unclear, and lets them talk to sales."},
		{Name: "post-purchase", Title: "Post-purchase",
			About: "Somebody has just bought: asks how easy it was while it is fresh, and opens a chat when it was not."},
	}
	for i, t := range list {
		text, err := files.ReadFile("templates/" + t.Name + ".yaml")
		if err != nil {
			panic(err) // embedded: cannot be missing
		}
		list[i].YAML = string(text)
	}
	return list
}

// Named finds one.
func Named(name string) (Template, bool) {
	list := Templates()
	i := slices.IndexFunc(list, func(t Template) bool { return t.Name == name })
	if i < 0 {
		return Template{}, false
	}
	return list[i], true
}
