package web

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// The namespaces name where a module comes from: a source file as it is, or a style that a script imports as text.
const (
	sourceSpace = "web"
	textSpace   = "text"
)

// bundle makes one ES module (or style) of each name and what it imports, with the constants of define written in. Names that another
// one imports are left out of the result.
func bundle(source fs.FS, names []string, define map[string]string) (map[string][]byte, error) {
	points := make([]api.EntryPoint, len(names))
	for i, name := range names {
		points[i] = api.EntryPoint{InputPath: name, OutputPath: strings.TrimSuffix(name, path.Ext(name))}
	}
	result := api.Build(api.BuildOptions{
		EntryPointsAdvanced: points,
		Bundle:              true,
		Metafile:            true,
		Format:              api.FormatESModule,
		Target:              api.ES2022,
		Charset:             api.CharsetUTF8,
		MinifySyntax:        true, // writes constants of other modules in place of their names; tdewolff does the rest
		LegalComments:       api.LegalCommentsNone,
		LogLevel:            api.LogLevelSilent,
		Define:              define,
		Outdir:              "/",
		Plugins:             []api.Plugin{readFrom(source)},
	})
	if err := firstError(result.Errors); err != nil {
		return nil, err
	}
	imported, err := importedNames(result.Metafile)
	if err != nil {
		return nil, err
	}
	built := map[string][]byte{}
	for _, file := range result.OutputFiles {
		name := strings.TrimPrefix(file.Path, "/")
		if !imported[name] {
			built[name] = file.Contents
		}
	}
	return built, nil
}

// bundleTag makes heed.js: one classic script that leaves no global behind.
func bundleTag(source fs.FS, define map[string]string) ([]byte, error) {
	result := api.Build(api.BuildOptions{
		EntryPoints:   []string{tagEntry},
		Bundle:        true,
		Format:        api.FormatIIFE,
		Target:        api.ES2022,
		Charset:       api.CharsetUTF8,
		MinifySyntax:  true,
		LegalComments: api.LegalCommentsNone,
		LogLevel:      api.LogLevelSilent,
		Define:        define,
		Outfile:       "/" + tagEntry,
		Plugins:       []api.Plugin{readFrom(source)},
	})
	if err := firstError(result.Errors); err != nil {
		return nil, err
	}
	return tighten(result.OutputFiles[0].Contents), nil
}

var (
	topVariable = regexp.MustCompile(`(?m)^  var `)
	topFunction = regexp.MustCompile(`(?m)^  (async )?function (\w+)\((.*)\) \{$`)
)

// tighten writes what esbuild has put at the top of the tag in the way that the minifier makes least of: a list of variables
// before everything else, and a word for each function, are 2 % of the tag. Nothing there is used before it is made.
func tighten(script []byte) []byte {
	script = topVariable.ReplaceAll(script, []byte("  let "))
	return topFunction.ReplaceAll(script, []byte("  let $2 = $1($3) => {"))
}

// readFrom lets esbuild read modules from source instead of the disk. Only relative imports exist: nothing here comes from
// a package.
func readFrom(source fs.FS) api.Plugin {
	return api.Plugin{Name: "web", Setup: func(build api.PluginBuild) {
		build.OnResolve(api.OnResolveOptions{Filter: ".*"}, resolve)
		build.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: sourceSpace},
			func(args api.OnLoadArgs) (api.OnLoadResult, error) { return load(source, args.Path) })
		build.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: textSpace},
			func(args api.OnLoadArgs) (api.OnLoadResult, error) { return loadText(source, args.Path) })
	}}
}

func resolve(args api.OnResolveArgs) (api.OnResolveResult, error) {
	if args.Kind == api.ResolveEntryPoint {
		// esbuild writes ./ before a name that also exists in the working directory.
		return api.OnResolveResult{Path: path.Clean(args.Path), Namespace: sourceSpace}, nil
	}
	if strings.HasPrefix(args.Path, "data:") || strings.HasPrefix(args.Path, "#") {
		return api.OnResolveResult{Path: args.Path, External: true}, nil
	}
	if !strings.HasPrefix(args.Path, ".") {
		return api.OnResolveResult{}, fmt.Errorf("import %q: write a relative path such as ./%s", args.Path, args.Path)
	}
	space := sourceSpace
	script := args.Kind == api.ResolveJSImportStatement || args.Kind == api.ResolveJSDynamicImport
	if script && path.Ext(args.Path) == ".css" {
		space = textSpace
	}
	return api.OnResolveResult{Path: path.Join(path.Dir(args.Importer), args.Path), Namespace: space}, nil
}

func load(source fs.FS, name string) (api.OnLoadResult, error) {
	content, err := fs.ReadFile(source, name)
	if err != nil {
		return api.OnLoadResult{}, err
	}
	text, loader := string(content), api.LoaderDataURL
	switch path.Ext(name) {
	case ".js":
		loader = api.LoaderJS
	case ".css":
		loader = api.LoaderCSS
	}
	return api.OnLoadResult{Contents: &text, Loader: loader}, nil
}

// loadText gives a style to a script as a minified string: a shadow root adopts it without a request of its own.
func loadText(source fs.FS, name string) (api.OnLoadResult, error) {
	content, err := fs.ReadFile(source, name)
	if err != nil {
		return api.OnLoadResult{}, err
	}
	content, err = shrink(name, content)
	if err != nil {
		return api.OnLoadResult{}, err
	}
	text := string(content)
	return api.OnLoadResult{Contents: &text, Loader: api.LoaderText}, nil
}

// importedNames are the sources that at least one other source imports, read from esbuild's metafile.
func importedNames(metafile string) (map[string]bool, error) {
	var meta struct {
		Inputs map[string]struct {
			Imports []struct{ Path string }
		}
	}
	if err := json.Unmarshal([]byte(metafile), &meta); err != nil {
		return nil, fmt.Errorf("read esbuild's metafile: %w", err)
	}
	imported := map[string]bool{}
	for _, input := range meta.Inputs {
		for _, one := range input.Imports {
			_, name, _ := strings.Cut(one.Path, ":")
			imported[name] = true
		}
	}
	return imported, nil
}

func firstError(messages []api.Message) error {
	if len(messages) == 0 {
		return nil
	}
	m := messages[0]
	if m.Location == nil {
		return fmt.Errorf("bundle: %s", m.Text)
	}
	return fmt.Errorf("bundle %s:%d:%d: %s", m.Location.File, m.Location.Line, m.Location.Column+1, m.Text)
}
