package web

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/css"
	"github.com/tdewolff/minify/v2/js"
	"github.com/tdewolff/minify/v2/svg"
)

// What every visitor of a site downloads is packed as small as it goes, which is 7 % smaller and takes a fifth of a second at the start.
// The console's files are for few: a tenth of that time is enough for them.
const (
	brotliBest  = 11
	brotliQuick = 9
)

// asset is one file as it is sent.
type asset struct {
	name        string
	path        string // request path, with the content's hash
	hash        string
	contentType string
	plain       []byte
	brotli      []byte // nil when compression gains nothing
	gzip        []byte // nil when compression gains nothing
}

// newAsset minifies and compresses content.
func newAsset(name string, content []byte, p packer) (*asset, error) {
	plain, err := shrink(name, content)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(plain)
	extension := path.Ext(name)
	a := &asset{name: name, hash: hex.EncodeToString(sum[:6]), contentType: contentTypes[extension], plain: plain}
	a.path = "/a/" + strings.TrimSuffix(name, extension) + "." + a.hash + extension
	if name == tagEntry {
		a.path = "/heed.js"
	}
	if a.brotli, err = p.brotli(quality(name), plain); err != nil {
		return nil, err
	}
	if a.gzip, err = gzipBest(plain); err != nil {
		return nil, err
	}
	if len(a.brotli) >= len(plain) || len(a.gzip) >= len(plain) {
		a.brotli, a.gzip = nil, nil
	}
	return a, nil
}

// quality is how hard brotli tries with a file.
func quality(name string) int {
	if strings.HasPrefix(name, tagFolder) || strings.HasPrefix(name, widgetFolder) {
		return brotliBest
	}
	return brotliQuick
}

// shrink minifies what has a minifier and returns anything else as it is.
func shrink(name string, content []byte) ([]byte, error) {
	m := minify.New()
	m.Add(".js", &js.Minifier{Version: 2022})
	m.Add(".css", &css.Minifier{})
	m.Add(".svg", &svg.Minifier{})
	out, err := m.Bytes(path.Ext(name), content)
	if err == minify.ErrNotExist {
		return content, nil
	}
	if err != nil {
		return nil, fmt.Errorf("minify: %w", err)
	}
	return out, nil
}

// packer compresses one file after the other with brotli, with an encoder for each quality. An encoder's tables, 32 MB, are made once: to
// make them anew takes several times as long as to compress one of our files with them.
type packer map[int]*brotli.Writer

func (p packer) brotli(quality int, content []byte) ([]byte, error) {
	var out bytes.Buffer
	w := p[quality]
	if w == nil {
		w = brotli.NewWriterLevel(&out, quality)
		p[quality] = w
	}
	w.Reset(&out)
	if _, err := w.Write(content); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

func gzipBest(content []byte) ([]byte, error) {
	var out bytes.Buffer
	w, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(content); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}
