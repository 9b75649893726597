package browsertest

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// Want checks what an expression gives in the page; the two are compared as JSON.
func (b *Tab) Want(expression string, want any) {
	b.t.Helper()
	encoded, err := json.Marshal(want)
	if err != nil {
		b.t.Fatal(err)
	}
	var wanted any
	if err := json.Unmarshal(encoded, &wanted); err != nil {
		b.t.Fatal(err)
	}
	if got := Value[any](b, expression); !reflect.DeepEqual(got, wanted) {
		b.t.Errorf("%s is %v, want %v", expression, got, want)
	}
}

// Size sets the viewport in CSS pixels.
func (b *Tab) Size(width, height int64) {
	b.t.Helper()
	b.Do(chromedp.EmulateViewport(width, height))
}

// Scheme emulates a visitor who prefers "light" or "dark", without motion so that pictures are alike.
func (b *Tab) Scheme(scheme string) {
	b.t.Helper()
	b.Media("prefers-color-scheme", scheme, "prefers-reduced-motion", "reduce")
}

// Media emulates media features, given as name, value, name, value, …; all others are as the browser has them.
func (b *Tab) Media(pairs ...string) {
	b.t.Helper()
	var features []*emulation.MediaFeature
	for i := 0; i < len(pairs); i += 2 {
		features = append(features, &emulation.MediaFeature{Name: pairs[i], Value: pairs[i+1]})
	}
	Call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: features})
}

// Shot writes a picture of the viewport.
func (b *Tab) Shot(file string) {
	b.t.Helper()
	png := Run(b, chromedp.CaptureScreenshot())
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		b.t.Fatal(err)
	}
	if err := os.WriteFile(file, png, 0o644); err != nil {
		b.t.Fatal(err)
	}
}

// Keep writes a picture of that name into the folder HEED_SHOTS, if there is one: for people to look at what was tested.
func (b *Tab) Keep(name string) {
	b.t.Helper()
	if folder := os.Getenv("HEED_SHOTS"); folder != "" {
		b.Shot(filepath.Join(folder, name))
	}
}
