package core

// The places of what is shown.
const (
	PlaceCorner = "corner" // a card in a corner; on phones a sheet by itself
	PlaceModal  = "modal"  // a dialog before the page, which waits behind it
	PlaceSheet  = "sheet"  // along the lower edge
	PlaceInline = "inline" // in an element of the page
)

// Places are all of them, the usual one first.
func Places() []string { return []string{PlaceCorner, PlaceModal, PlaceSheet, PlaceInline} }

// Corners are the corners of the window, the usual one first. Start is where a line of text begins: on the right in Arabic.
func Corners() []string { return []string{"bottom-end", "bottom-start", "top-end", "top-start"} }

// Widget is where a site wants what is shown to appear.
type Widget struct {
	// Corner is that of every card that names none; bottom-end when empty.
	Corner string `json:"corner,omitempty"`
	// Tab is a button at the edge of every page, by which visitors open a survey by themselves; without it there is none.
	Tab *Tab `json:"tab,omitempty"`
}

// Tab is the feedback tab.
type Tab struct {
	// Label is what stands on it; «Feedback» in the visitor's language when empty.
	Label Text `json:"label,omitempty"`
	// Survey is what it opens; the built-in feedback when empty.
	Survey string `json:"survey,omitempty"`
	// Side is end or start; end when empty.
	Side string `json:"side,omitempty"`
}

// Sides are those that a tab may stand on, the usual one first.
func Sides() []string { return []string{"end", "start"} }

// Look is how an act appears in the page, as the widget takes it.
type Look struct {
	Place  string `json:"place,omitempty"`
	Corner string `json:"corner,omitempty"`
	Into   string `json:"into,omitempty"`
	// CSS is the theme, a style that lies over the widget's own.
	CSS string `json:"css,omitempty"`
}

// TabLook is a feedback tab as the widget takes it.
type TabLook struct {
	Label string `json:"label,omitempty"`
	// LabelIn is the language of the label where that is not the visitor's.
	LabelIn string `json:"label_lang,omitempty"`
	Survey  string `json:"survey"`
	Side    string `json:"side"`
	CSS     string `json:"css,omitempty"`
}

// Theme is what the widget looks like on a site, or while it asks one survey. Colours are written #rgb or #rrggbb; those that are left out are the widget's own, and all
// others are derived, so that they can be read on them.
type Theme struct {
	// Scheme is auto, as the visitor's browser prefers, or light or dark for a site that is only one of them; auto when empty.
	Scheme string `json:"scheme,omitempty"`
	// Accent, Background and Text are those of light.
	Accent     string `json:"accent,omitempty"`
	Background string `json:"background,omitempty"`
	Text       string `json:"text,omitempty"`
	// Dark are those of dark.
	Dark Palette `json:"dark,omitzero"`
	// Radius is that of corners, in CSS pixels.
	Radius *int `json:"radius,omitempty"`
	// Font is a list of names of fonts that visitors or the page have; none is fetched.
	Font string `json:"font,omitempty"`
	// CSS are rules of the site's own for the inside of the widget. They cannot make a browser load anything.
	CSS string `json:"css,omitempty"`
}

// Palette is the colours of one scheme.
type Palette struct {
	Accent     string `json:"accent,omitempty"`
	Background string `json:"background,omitempty"`
	Text       string `json:"text,omitempty"`
}
