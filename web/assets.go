// Package web holds everything a browser receives: the tag, the widget, the console's and the hosted pages' styles, scripts
// and templates. What the browser caches is bundled, minified, compressed and named by its content once, at start.
package web

import (
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path"
	"strings"
	"sync"
)

//go:embed tag widget console hosted
var embedded embed.FS

// folders are the parts of the source tree that become assets, in the order they are built.
var folders = []string{"tag", "widget", "console", "hosted"}

const (
	tagEntry      = "tag/heed.js"
	agentEntry    = "tag/agent.wasm"
	plainEntry    = "tag/agent.wasm.js" // the same agent where a page's policy forbids WebAssembly
	widgetEntry   = "widget/widget.js"
	shopifyEntry  = "tag/shop/shopify.js"
	wooEntry      = "tag/shop/woo.js"
	fallbackEntry = "tag/fallback.js"
	debugEntry    = "tag/debug.js" // for a user of the console on a page of theirs
)

// namedInTag are the assets whose addresses are written into heed.js, by the constant that stands for each there.
var namedInTag = map[string]string{
	"AGENT_URL": agentEntry, "PLAIN_AGENT_URL": plainEntry, "WIDGET_URL": widgetEntry,
	"SHOPIFY_URL": shopifyEntry, "WOO_URL": wooEntry, "FALLBACK_URL": fallbackEntry, "DEBUG_URL": debugEntry,
}

// The widget's texts are a file a language, fetched one at a time; English is the widget's own.
const (
	tagFolder    = "tag/"
	widgetFolder = "widget/"
	textFolder   = widgetFolder + "texts/"
	builtInTexts = textFolder + "en.js"
)

// contentTypes are the files that a browser may ask for, by extension. Everything else in the folders (templates, tests,
// type declarations, data) is no asset.
var contentTypes = map[string]string{
	".js":    "text/javascript; charset=utf-8",
	".css":   "text/css; charset=utf-8",
	".svg":   "image/svg+xml",
	".wasm":  "application/wasm",
	".png":   "image/png",
	".webp":  "image/webp",
	".ico":   "image/x-icon",
	".woff2": "font/woff2",
}

// Assets are the built files, held in memory. They never change after Build and are safe for concurrent use.
type Assets struct {
	source fs.FS
	byName map[string]*asset // entry such as "console/console.css"
	byPath map[string]*asset // request path such as "/a/console/console.1f2e3d4c5b6a.css"
}

// Build reads the sources, from dir (the repository's web folder, for development) or, when dir is "", from the binary
// itself. It fails when a script does not parse, an import leads nowhere, or the tag, the agent or the widget is missing.
func Build(dir string) (*Assets, error) {
	if dir == "" {
		return buildEmbedded()
	}
	return build(os.DirFS(dir))
}

// buildEmbedded builds once: what the binary holds cannot change.
var buildEmbedded = sync.OnceValues(func() (*Assets, error) { return build(embedded) })

// builder is what Build needs until the assets are there.
type builder struct {
	*Assets
	packer packer
}

func build(source fs.FS) (*Assets, error) {
	names, err := entries(source)
	if err != nil {
		return nil, fmt.Errorf("list web sources: %w", err)
	}
	a := &builder{&Assets{source: source, byName: map[string]*asset{}, byPath: map[string]*asset{}}, packer{}}
	var scripts, styles, texts []string
	for _, name := range names {
		switch path.Ext(name) {
		case ".js":
			switch {
			case name == tagEntry:
			case path.Dir(name)+"/" == textFolder && name != builtInTexts:
				texts = append(texts, name)
			default:
				scripts = append(scripts, name)
			}
		case ".css":
			styles = append(styles, name)
		default:
			content, err := fs.ReadFile(source, name)
			if err != nil {
				return nil, err
			}
			if err := a.add(name, content); err != nil {
				return nil, err
			}
		}
	}
	if err := a.addBundles(texts, nil); err != nil {
		return nil, err
	}
	addresses, err := a.textAddresses(texts)
	if err != nil {
		return nil, err
	}
	if err := a.addBundles(append(scripts, styles...), map[string]string{"TEXT_URLS": addresses}); err != nil {
		return nil, err
	}
	return a.Assets, a.addTag()
}

// textAddresses gives, as JSON, where the texts of each language are, relative to the widget, which is to know them.
func (a *builder) textAddresses(names []string) (string, error) {
	addresses := map[string]string{}
	for _, name := range names {
		language := strings.TrimSuffix(path.Base(name), ".js")
		addresses[language] = "./" + strings.TrimPrefix(a.byName[name].path, "/a/"+widgetFolder)
	}
	written, err := json.Marshal(addresses)
	return string(written), err
}

// addBundles adds the modules and styles of names that none of them imports; what is imported travels inside its importer.
func (a *builder) addBundles(names []string, define map[string]string) error {
	built, err := bundle(a.source, names, define)
	if err != nil {
		return err
	}
	for name, content := range built {
		if err := a.add(name, content); err != nil {
			return err
		}
	}
	return nil
}

// addTag adds heed.js, last, because the names of what it fetches are written into it. They are relative to the
// script's own address, so a collector may live below a path.
func (a *builder) addTag() error {
	define := map[string]string{}
	for constant, name := range namedInTag {
		found, ok := a.byName[name]
		if !ok {
			return fmt.Errorf("web/%s is missing: the tag cannot work without it; build or restore it", name)
		}
		define[constant] = fmt.Sprintf("%q", strings.TrimPrefix(found.path, "/"))
	}
	content, err := bundleTag(a.source, define)
	if err != nil {
		return err
	}
	return a.add(tagEntry, content)
}

// add minifies, names and compresses one file.
func (a *builder) add(name string, content []byte) error {
	built, err := newAsset(name, content, a.packer)
	if err != nil {
		return fmt.Errorf("web/%s: %w", name, err)
	}
	a.byName[name], a.byPath[built.path] = built, built
	return nil
}

// URL returns the address of an entry, such as "/a/console/console.1f2e3d4c5b6a.css" for "console/console.css". The names
// are written in our own templates and code, so an unknown one is a mistake there and panics; html/template turns that
// into an error of the page.
func (a *Assets) URL(name string) string {
	found, ok := a.byName[name]
	if !ok {
		panic(fmt.Sprintf("web: no asset %q: it is not a script, style or image of its own in the web folder, "+
			"or another module imports it", name))
	}
	return found.path
}

// Templates returns the files of one folder, "console" or "hosted", as they are.
func (a *Assets) Templates(folder string) fs.FS {
	sub, err := fs.Sub(a.source, folder)
	if err != nil {
		panic(fmt.Sprintf("web: templates of %q: %v", folder, err))
	}
	return sub
}

// entries lists every file that could be asked for. Tests, hidden files and node_modules are left out; so is a folder that
// does not exist.
func entries(source fs.FS) ([]string, error) {
	var names []string
	for _, folder := range folders {
		if _, err := fs.Stat(source, folder); err != nil {
			continue
		}
		err := fs.WalkDir(source, folder, func(name string, entry fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			base := entry.Name()
			if entry.IsDir() {
				if base == "testdata" || strings.HasPrefix(base, ".") {
					return fs.SkipDir
				}
				return nil
			}
			hidden := strings.HasPrefix(base, ".") || strings.HasPrefix(base, "_") || strings.Contains(base, ".test.")
			if contentTypes[path.Ext(name)] != "" && !hidden {
				names = append(names, name)
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return names, nil
}
