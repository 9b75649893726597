package link

import (
	"fmt"
	"strings"

	"rsc.io/qr"
)

const (
	// quiet is the margin around a code in modules, ISO/IEC 18004 section 6.3.8.
	quiet = 4
	// pixels is the side of a module in a PNG: a code of an ordinary address becomes some 700 pixels wide, 6 cm at 300 dots an inch.
	pixels = 16
)

// encode makes a code that can still be read when some 15 % of it is covered, level M.
func encode(address string) (*qr.Code, error) {
	code, err := qr.Encode(address, qr.M)
	if err != nil {
		return nil, fmt.Errorf("encode %d bytes as a QR code: %w", len(address), err)
	}
	return code, nil
}

// PNG draws an address as a QR code, black on white.
func PNG(address string) ([]byte, error) {
	code, err := encode(address)
	if err != nil {
		return nil, err
	}
	code.Scale = pixels
	return code.PNG(), nil
}

// SVG is PNG as a drawing: a unit is a module, and each run of black ones in a row is one rectangle of the path.
func SVG(address string) ([]byte, error) {
	code, err := encode(address)
	if err != nil {
		return nil, err
	}
	var out strings.Builder
	side := code.Size + 2*quiet
	fmt.Fprintf(&out, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %[1]d" shape-rendering="crispEdges">`+
		`<path fill="#fff" d="M0 0h%[1]dv%[1]dH0z"/><path d="`, side)
	for y := range code.Size {
		for x := 0; x < code.Size; x++ {
			from := x
			for code.Black(x, y) {
				x++
			}
			if x > from {
				fmt.Fprintf(&out, "M%d %dh%dv1h-%[3]dz", from+quiet, y+quiet, x-from)
			}
		}
	}
	out.WriteString(`"/></svg>`)
	return []byte(out.String()), nil
}
