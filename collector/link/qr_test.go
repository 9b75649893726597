package link

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"image"
	"image/png"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// TestQR: drawing and picture show the same modules, with the margin that readers ask for, and the corners that they look for.
func TestQR(t *testing.T) {
	for _, address := range []string{
		"https://heed.example/s/receipt?site=shop", Address("https://collector.example.com:8443", strings.Repeat("a", 64), strings.Repeat("b", 64), strings.Repeat("ü", MaxSource)),
	} {
		picture, err := PNG(address)
		if err != nil {
			t.Fatal(err)
		}
		img, err := png.Decode(bytes.NewReader(picture))
		if err != nil {
			t.Fatal(err)
		}
		drawing, err := SVG(address)
		if err != nil {
			t.Fatal(err)
		}
		var svg struct {
			ViewBox string `xml:"viewBox,attr"`
			Path    []struct {
				D string `xml:"d,attr"`
			} `xml:"path"`
		}
		if err := xml.Unmarshal(drawing, &svg); err != nil {
			t.Fatal(err)
		}
		side := img.Bounds().Dx() / pixels
		if want := fmt.Sprintf("0 0 %d %d", side, side); svg.ViewBox != want {
			t.Errorf("the drawing is %s, the picture %s", svg.ViewBox, want)
		}
		drawn := map[image.Point]bool{}
		for _, run := range regexp.MustCompile(`M(\d+) (\d+)h(\d+)v1`).FindAllStringSubmatch(svg.Path[1].D, -1) {
			x, _ := strconv.Atoi(run[1])
			y, _ := strconv.Atoi(run[2])
			n, _ := strconv.Atoi(run[3])
			for i := range n {
				drawn[image.Pt(x+i, y)] = true
			}
		}
		for y := range side {
			for x := range side {
				r, _, _, _ := img.At(x*pixels+pixels/2, y*pixels+pixels/2).RGBA()
				if black := r == 0; black != drawn[image.Pt(x, y)] {
					t.Fatalf("module %d, %d is black %v in the picture, not in the drawing", x, y, black)
				}
				if margin := min(x, y, side-1-x, side-1-y) < quiet; margin && drawn[image.Pt(x, y)] {
					t.Fatalf("the margin has a black module at %d, %d", x, y)
				}
			}
		}
		for _, corner := range []image.Point{{quiet, quiet}, {side - quiet - 7, quiet}, {quiet, side - quiet - 7}} {
			for i := range 7 {
				if !drawn[corner.Add(image.Pt(i, 0))] || !drawn[corner.Add(image.Pt(0, i))] || drawn[corner.Add(image.Pt(1, 1))] || !drawn[corner.Add(image.Pt(3, 3))] {
					t.Fatalf("no finder pattern at %v", corner)
				}
			}
		}
	}
	if _, err := SVG(strings.Repeat("x", 3000)); err == nil {
		t.Error("more than a code holds is drawn")
	}
}
