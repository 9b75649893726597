package look

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/tdewolff/minify/v2"
	cssmin "github.com/tdewolff/minify/v2/css"
	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/css"
)

// A style of a site's own is let through by what is known to be harmless, and not by what is known to be not: rules that only arrange
// and colour, functions that only compute. Nothing in it can make a browser ask for anything, and so nothing it can read leaves.

// maxSource and maxStyle bound a style, in bytes: as it is written, and as it is sent. It travels with every act in one frame of 16 KiB, of which a
// survey may take 12 KiB (collector/survey/size.go) and the rest of the act 640 bytes: three ids and names, and a selector of 200 bytes in quotes.
const (
	maxSource = 16 << 10
	maxStyle  = 16<<10 - 12<<10 - 640
)

// maxFaults bounds how many are told at once.
const maxFaults = 8

// atRules are those that only choose among rules, or describe a movement.
var atRules = []string{"@media", "@supports", "@keyframes"}

// functions are those that compute, draw with colours, move, or select. None of them fetches.
var functions = strings.Fields(`
	var( calc( min( max( clamp( env( round( abs( sign( mod( rem(
	rgb( rgba( hsl( hsla( hwb( lab( lch( oklab( oklch( color( color-mix( light-dark(
	linear-gradient( radial-gradient( conic-gradient( repeating-linear-gradient( repeating-radial-gradient( repeating-conic-gradient(
	translate( translatex( translatey( translate3d( scale( scalex( scaley( rotate( skew( skewx( skewy( matrix( perspective(
	blur( brightness( contrast( drop-shadow( grayscale( hue-rotate( invert( opacity( saturate( sepia(
	cubic-bezier( steps( linear( inset( circle( ellipse( polygon( minmax( repeat( fit-content( counter( counters(
	is( where( not( has( nth-child( nth-last-child( nth-of-type( nth-last-of-type( host( dir( lang( selector(
`)

// prefixed are the properties of one maker's that are in common use; others have been ways to load.
var prefixed = strings.Fields("-webkit-font-smoothing -moz-osx-font-smoothing -webkit-line-clamp -webkit-box-orient -webkit-appearance -webkit-tap-highlight-color")

// loaders are properties whose whole point is to fetch.
var loaders = []string{"behavior", "src"}

// suspicious are the signs of a load, wherever they stand: what passes everything else is held against them as it would be sent.
var suspicious = []string{`\`, "url(", "src(", "image(", "image-set(", "cross-fade(", "element(", "paint(", "expression(", "@import", "@font-face",
	"@namespace", "@charset", "@layer", "behavior:", "-moz-binding", "</"}

// cssFault is what is wrong with a style, and where in it.
type cssFault struct {
	line, column int // from 1; 0 for the style as a whole
	message      string
}

func (f cssFault) String() string {
	if f.line == 0 {
		return f.message
	}
	return fmt.Sprintf("line %d, column %d: %s", f.line, f.column, f.message)
}

// compile minifies a style, or says what is wrong with it; never both.
func compile(source string) (string, []cssFault) {
	if len(source) > maxSource {
		return "", []cssFault{{message: fmt.Sprintf("is longer than %d bytes", maxSource)}}
	}
	wrong := tokensOf(source)
	if len(wrong) == 0 {
		wrong = rulesOf(source)
	}
	if len(wrong) > 0 {
		return "", wrong[:min(len(wrong), maxFaults)]
	}
	m := minify.New()
	m.Add("css", &cssmin.Minifier{})
	out, err := m.String("css", source)
	if err != nil {
		return "", []cssFault{{message: "cannot be read: " + err.Error()}}
	}
	if len(out) > maxStyle {
		return "", []cssFault{{message: fmt.Sprintf("has %d bytes after minifying; it travels with every card, so keep it to %d", len(out), maxStyle)}}
	}
	// What is sent is looked at too: minifying joins what stood apart.
	if len(tokensOf(out)) > 0 || isSuspicious(out) {
		return "", []cssFault{{message: "holds what could load something; take out what looks like an address or a function that fetches"}}
	}
	return out, nil
}

func isSuspicious(style string) bool {
	style = strings.ToLower(style)
	return slices.ContainsFunc(suspicious, func(sign string) bool { return strings.Contains(style, sign) })
}

// tokensOf looks at every token by itself, inside custom properties too, which the grammar leaves alone.
func tokensOf(source string) []cssFault {
	var wrong []cssFault
	lexer := css.NewLexer(parse.NewInputString(source))
	var open []byte // brackets
	at := 0
	for {
		kind, data := lexer.Next()
		if kind == css.ErrorToken {
			break
		}
		message := refusal(kind, strings.ToLower(string(data)))
		if message == "" {
			open, message = brackets(open, kind, data)
		}
		if message != "" {
			wrong = append(wrong, faultAt(source, at, message))
		}
		at += len(data)
	}
	switch {
	case at < len(source):
		wrong = append(wrong, faultAt(source, at, "has a character that no style has"))
	case len(open) > 0 && len(wrong) == 0:
		wrong = append(wrong, faultAt(source, len(source), "ends before the closing "+string(open[len(open)-1])))
	}
	return wrong
}

// space are the characters that CSS takes for it.
const space = " \t\r\n\f"

// refusal says why a token, in lower case, is not let through, "" when it is.
func refusal(kind css.TokenType, token string) string {
	switch {
	case kind == css.URLToken || kind == css.BadURLToken || kind == css.IdentToken && token == "url":
		return "url() loads something; nothing here may"
	case kind == css.CommentToken && strings.HasSuffix(token, "*/") && len(token) >= 4:
		return "" // a comment is not sent, whatever stands in it
	case kind == css.CommentToken:
		return "this comment is not closed"
	case strings.Contains(token, `\`):
		return `has a \, which can hide what is written; write the character itself`
	case strings.ContainsFunc(token, func(r rune) bool { return r < ' ' && !strings.ContainsRune(space, r) || r == utf8.RuneError }):
		return "has a character that no style has"
	case kind == css.AtKeywordToken && !slices.Contains(atRules, token):
		return token + " is not allowed; " + strings.Join(atRules, ", ") + " are"
	case kind == css.FunctionToken && !slices.Contains(functions, token):
		return token + ") is not allowed: only functions that compute, draw with colours, move or select are"
	case kind == css.BadStringToken || kind == css.StringToken && (len(token) < 2 || token[len(token)-1] != token[0]):
		return "this text is not closed"
	case kind == css.CDOToken || kind == css.CDCToken:
		return token + " belongs to HTML"
	}
	return ""
}

// brackets follows what is opened and closed.
func brackets(open []byte, kind css.TokenType, data []byte) ([]byte, string) {
	switch kind {
	case css.LeftBraceToken:
		return append(open, '}'), ""
	case css.LeftBracketToken:
		return append(open, ']'), ""
	case css.LeftParenthesisToken, css.FunctionToken:
		return append(open, ')'), ""
	case css.RightBraceToken, css.RightBracketToken, css.RightParenthesisToken:
		if len(open) == 0 || open[len(open)-1] != data[0] {
			return open, "this " + string(data) + " closes nothing"
		}
		return open[:len(open)-1], ""
	}
	return open, ""
}

// rulesOf looks at the grammar: what is no rule, properties that load, and those that would undo what the theme was held against.
func rulesOf(source string) []cssFault {
	var wrong []cssFault
	parser := css.NewParser(parse.NewInputString(source), false)
	for {
		at := parser.Offset()
		kind, _, data := parser.Next()
		name := strings.ToLower(string(data))
		switch {
		case kind == css.ErrorGrammar && errors.Is(parser.Err(), io.EOF):
			return wrong
		case kind == css.ErrorGrammar:
			message := "is no rule of CSS"
			if err := parser.Err(); err != nil {
				message, _, _ = strings.Cut(err.Error(), " on line")
			}
			return append(wrong, faultAt(source, at, message))
		case kind == css.CustomPropertyGrammar:
			if message := trespass(string(data), nil); message != "" {
				wrong = append(wrong, faultAt(source, at, message))
			}
		case kind != css.DeclarationGrammar:
		case slices.Contains(loaders, name), strings.HasPrefix(name, "-") && !slices.Contains(prefixed, name):
			wrong = append(wrong, faultAt(source, at, "the property "+name+" is not allowed"))
		default:
			if message := trespass(name, parser.Values()); message != "" {
				wrong = append(wrong, faultAt(source, at, message))
			}
		}
	}
}

// faultAt says where in the source the offset is, passing over the space before it.
func faultAt(source string, offset int, message string) cssFault {
	for offset < len(source) && strings.IndexByte(space, source[offset]) >= 0 {
		offset++
	}
	before := source[:offset]
	return cssFault{line: 1 + strings.Count(before, "\n"), column: offset - strings.LastIndexByte(before, '\n'), message: message}
}
