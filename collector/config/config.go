// Package config is everything that can be set from outside: one tagged struct, from which the flags, the environment variables and
// the help come. It sets nothing up and opens nothing.
package config

import (
	"fmt"
	"io"
	"net"
	"net/url"
	"strings"
	"time"

	"github.com/alecthomas/kong"

	"heed/collector/core"
)

// Command is the command line of `heed`. Every flag is also an environment variable: HEED_ and its name in capitals.
type Command struct {
	Serve    Serve    `cmd:"" help:"Run the collector."`
	Apply    Apply    `cmd:"" help:"Create or change sites, webhooks, surveys and intercepts from YAML files; prints what changed."`
	Lint     Lint     `cmd:"" help:"Look over YAML files before they are applied; fails when one would be refused."`
	Backtest Backtest `cmd:"" help:"Say what a draft would have done, by what was recorded."`
	Why      Why      `cmd:"" help:"Explain a decision: who was eligible, who won and by what, and which conditions the others did not meet."`
	Export   Export   `cmd:"" help:"Print sites, webhooks, surveys and intercepts as YAML, as apply takes it."`
	Stop     Stop     `cmd:"" help:"Stop a site in an emergency: nothing is shown to anybody until it is started again."`
	Start    Stop     `cmd:"" help:"Let a site that was stopped act again."`
	User     User     `cmd:"" help:"Manage who signs in to the console."`
	Token    Token    `cmd:"" help:"Manage API tokens."`
	Link     Link     `cmd:"" help:"Make links to surveys."`
	Webhook  Webhook  `cmd:"" help:"Manage webhooks."`
	Backup   Backup   `cmd:"" help:"Copy the database to a file while the collector runs."`
	Audit    Audit    `cmd:"" help:"Print who did what, when and from where, newest first."`
	Check    Check    `cmd:"" help:"Check the integrity of the database."`

	Translations Translations `cmd:"" help:"Take a survey's texts to translators and back."`

	Simulate Simulate `cmd:"" help:"Send seeded visitors with a known true effect through a collector, and compare what it recorded."`

	Version Version `cmd:"" help:"Print version, commit and the agent's hash."`
}

// Data is where everything is kept. All commands that touch it take the same flag, and work beside a running collector.
type Data struct {
	Data string `default:"./data" help:"Folder that holds all data; heed.db in it is the SQLite file."`
}

// Serve runs the collector.
type Serve struct {
	Data      `embed:""`
	Addr      string `default:":8080" help:"Address to listen on."`
	PublicURL string `name:"public-url" placeholder:"URL" help:"Where visitors and operators reach this collector, e.g. https://heed.example.com. Default: http://localhost and the port."`
	Demo      bool   `help:"Provision the site «demo» and serve a demo shop at /demo/."`
	Dev       string `name:"dev" placeholder:"FOLDER" help:"Read the web sources from this folder (the repository's web/) instead of the binary."`

	TrustedProxies []string `name:"trusted-proxies" placeholder:"NETWORK" help:"Reverse proxies whose X-Forwarded-For is believed, as networks such as 127.0.0.1/32. Default: none."`

	WebhookTargets []string      `name:"webhook-targets" placeholder:"NETWORK" help:"Private networks that webhooks may call, also by plain http, as 10.1.0.0/16 or 127.0.0.1. Default: none."`
	WebhookKeep    core.Duration `name:"webhook-keep" default:"7d" help:"How long what webhooks were told is kept."`

	ConnectionRate float64 `default:"200" help:"Items one connection may send a second."`
	AddressRate    float64 `default:"500" help:"Items and connections one address (IPv6: one /64) may send and open a second."`
}

// Apply is configuration as code.
type Apply struct {
	Data   `embed:""`
	Files  []string `arg:"" name:"file" help:"YAML files; - is standard input."`
	DryRun bool     `help:"Only say what would change."`
}

// Lint looks over configuration.
type Lint struct {
	Data  `embed:""`
	Files []string `arg:"" name:"file" help:"YAML files; - is standard input."`
}

// Backtest runs a draft over what was recorded.
type Backtest struct {
	Data `embed:""`
	File string `arg:"" name:"file" help:"YAML file with one intercept; - is standard input."`
	From string `placeholder:"DATE" help:"First day, in UTC, or a time such as 2026-01-31T08:00:00Z. Default: 30 days before --to."`
	To   string `placeholder:"DATE" help:"Last day, in UTC, or a time. Default: now."`
	JSON bool   `name:"json" help:"Print the whole result as JSON, with examples."`
}

// Why explains a decision.
type Why struct {
	Data     `embed:""`
	Decision string `arg:"" help:"The decision's id, as in the console, the API or an export."`
}

// Export prints what is in force.
type Export struct {
	Data  `embed:""`
	Site  string   `help:"Only this site's; all sites' when empty."`
	Names []string `arg:"" optional:"" name:"name" help:"Only what has these names; everything when there is none."`
}

// Stop names a site to stop or start.
type Stop struct {
	Data `embed:""`
	Site string `arg:"" help:"The site's name."`
}

// User groups the commands about users.
type User struct {
	Add    UserAdd    `cmd:"" help:"Add a user; the password comes on standard input."`
	List   UserList   `cmd:"" help:"List the users."`
	Role   UserRole   `cmd:"" help:"Give a user another role; they are signed out everywhere."`
	Delete UserDelete `cmd:"" help:"Delete a user; they are signed out everywhere."`
	Link   UserLink   `cmd:"" help:"Print a one-time sign-in link for a user, who may have forgotten the password."`
}

// UserList lists users.
type UserList struct {
	Data `embed:""`
	Role string `help:"Only who has this role."`
}

// UserRole changes a user's role.
type UserRole struct {
	Data  `embed:""`
	Email string `arg:"" help:"The address they sign in with."`
	Role  string `arg:"" help:"The new role: admin, marketer, operator or viewer."`
}

// UserDelete deletes a user.
type UserDelete struct {
	Data  `embed:""`
	Email string `arg:"" help:"The address they sign in with."`
}

// UserLink makes a sign-in link.
type UserLink struct {
	Data      `embed:""`
	Email     string `arg:"" help:"The address they sign in with."`
	PublicURL string `name:"public-url" placeholder:"URL" default:"http://localhost:8080" help:"Where people reach the collector; the same as of heed serve."`
}

// UserAdd adds a user.
type UserAdd struct {
	Data  `embed:""`
	Email string `required:"" help:"The address to sign in with."`
	Role  string `required:"" enum:"admin,marketer,operator,viewer" help:"One of ${enum}."`
	Name  string `help:"The name visitors see in a chat; the part before the @ when empty."`
}

// Token groups the commands about tokens.
type Token struct {
	Create TokenCreate `cmd:"" help:"Create an API token and print it, once."`
	List   TokenList   `cmd:"" help:"List the API tokens, without their secrets."`
	Delete TokenDelete `cmd:"" help:"Delete an API token; what it is used for is refused from then on."`
}

// TokenList lists tokens.
type TokenList struct {
	Data `embed:""`
}

// TokenDelete deletes a token.
type TokenDelete struct {
	Data `embed:""`
	ID   string `arg:"" help:"The token's id, as heed token list prints it."`
}

// TokenCreate makes a token.
type TokenCreate struct {
	Data  `embed:""`
	Name  string   `required:"" help:"What it is for."`
	Scope []string `required:"" help:"What it may do: read, chat, write, admin. May be given several times."`
}

// Link groups the commands about links to surveys.
type Link struct {
	Create LinkCreate `cmd:"" help:"Print links to a survey, each for one person, who may answer once."`
}

// LinkCreate makes single-use links.
type LinkCreate struct {
	Data      `embed:""`
	Survey    string `required:"" help:"The survey's name."`
	Site      string `help:"Its site, where several have a survey of that name."`
	Count     int    `default:"1" help:"How many, up to 10000."`
	Expires   string `default:"30d" help:"How long they are good for, as in 12h or 30d."`
	Source    string `help:"What is stored with the answers, as in receipt."`
	PublicURL string `name:"public-url" placeholder:"URL" default:"http://localhost:8080" help:"Where visitors reach the collector; the same as of heed serve."`
}

// Webhook groups the commands about webhooks.
type Webhook struct {
	List   WebhookList   `cmd:"" help:"List the webhooks, with how they fare."`
	Test   WebhookTest   `cmd:"" help:"Queue a test for a webhook; the collector sends it, and webhook list says how it fares."`
	Retry  WebhookRetry  `cmd:"" help:"Send a delivery anew, with the same id."`
	Rotate WebhookRotate `cmd:"" help:"Make a new secret for a webhook and print it, once; the one before signs too for a day."`
}

// WebhookList lists webhooks.
type WebhookList struct {
	Data `embed:""`
	Site string `help:"Only this site's; all sites' when empty."`
}

// WebhookTest queues a test.
type WebhookTest struct {
	Data `embed:""`
	Name string `arg:"" help:"The webhook's name."`
	Site string `help:"Its site, where several have a webhook of that name."`
}

// WebhookRetry sends a delivery anew.
type WebhookRetry struct {
	Data     `embed:""`
	Name     string `arg:"" help:"The webhook's name."`
	Delivery string `arg:"" help:"The delivery's id, as webhook test prints it, or the API and the console."`
	Site     string `help:"Its site, where several have a webhook of that name."`
}

// WebhookRotate makes a new secret.
type WebhookRotate struct {
	Data `embed:""`
	Name string `arg:"" help:"The webhook's name."`
	Site string `help:"Its site, where several have a webhook of that name."`
}

// Backup copies the database.
type Backup struct {
	Data `embed:""`
	File string `arg:"" help:"File to write; it must not exist yet."`
}

// Audit prints the audit log.
type Audit struct {
	Data   `embed:""`
	Action string `help:"Only this action, as in token.create."`
	Who    string `help:"Only what this e-mail, token or account did."`
	Limit  int    `default:"100" help:"At most so many entries, 1 to 1000."`
}

// Check verifies the database.
type Check struct {
	Data `embed:""`
}

// Translations groups the commands about the languages of surveys.
type Translations struct {
	Export TranslationsExport `cmd:"" help:"Print the texts of a survey for translators."`
	Import TranslationsImport `cmd:"" help:"Put what translators wrote into a survey; all of a file or nothing."`
}

// TranslationsExport prints texts.
type TranslationsExport struct {
	Data   `embed:""`
	Survey string `arg:"" help:"The survey's name."`
	Site   string `help:"Its site, where several have a survey of that name."`
	Format string `enum:"csv,xliff" default:"csv" help:"One of ${enum}; XLIFF is 2.0."`
	Lang   string `help:"The language to translate into, as in de. As CSV all of the survey's when empty."`
}

// TranslationsImport takes texts back.
type TranslationsImport struct {
	Data   `embed:""`
	Survey string `arg:"" help:"The survey's name."`
	File   string `arg:"" help:"The file; - is standard input."`
	Site   string `help:"The survey's site, where several have a survey of that name."`
	Format string `enum:"csv,xliff," default:"" help:"csv or xliff (2.x or 1.2). By the file's name when empty: .xlf and .xliff, anything else is CSV."`
	DryRun bool   `help:"Only say what would change."`
}

// Simulate sends seeded visitors over the protocol that pages speak. All shares are percent.
type Simulate struct {
	Visitors int     `default:"1000" help:"How many visitors come, each stuck once."`
	Seed     uint64  `default:"1" help:"What the visitors do is drawn from it."`
	Base     float64 `default:"10" help:"Percent of the visitors who buy when they are left alone."`
	Uplift   float64 `default:"5" help:"Points more who buy when they are asked; may be below 0."`
	Holdout  float64 `default:"20" help:"Percent of the visitors left alone. A collector at --url is not changed, only compared with it."`

	URL       string `name:"url" placeholder:"URL" help:"A running collector. Without it one is started with the demo on an empty folder."`
	Token     string `help:"API token for --url, with the scope read."`
	Site      string `default:"demo" help:"The site that the visitors come to."`
	Intercept string `default:"stuck" help:"The intercept that is measured: live, and triggered by a rage click."`

	Tabs int    `default:"20" help:"Visitors at the same time."`
	Keep string `placeholder:"FOLDER" help:"Keep the data of the started collector in this empty folder."`
	JSON bool   `name:"json" help:"Print JSON in place of tables."`
}

func (s *Simulate) check() error {
	s.URL = strings.TrimSuffix(s.URL, "/")
	switch {
	case s.URL == "":
		return nil
	case s.Token == "":
		return core.Errorf(core.Invalid, "no_token", "--url needs --token: heed token create --name simulate --scope read")
	case s.Keep != "":
		return core.Errorf(core.Invalid, "bad_usage", "--keep is for a collector that is started here; leave out --url or --keep.")
	}
	return nil
}

// Version prints the version.
type Version struct{}

// Parsed is a command line that made sense.
type Parsed struct {
	Command
	// Path is the command that was given, as in «user add».
	Path string
}

// Parse reads arguments and environment. It prints help to out when that is what was asked for, and then returns ok false.
func Parse(args []string, out io.Writer) (p Parsed, ok bool, err error) {
	asked := false
	parser, err := kong.New(&p.Command, kong.Name("heed"),
		kong.Description("Hears that a visitor is stuck, and answers while it still matters."),
		kong.DefaultEnvars("HEED"), kong.Writers(out, out), kong.UsageOnError(),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
		kong.Exit(func(int) { asked = true }))
	if err != nil {
		return p, false, fmt.Errorf("build command line: %w", err)
	}
	ctx, err := parser.Parse(args)
	if asked {
		return p, false, nil
	}
	if err != nil {
		return p, false, core.Errorf(core.Invalid, "bad_usage", "%s; see heed --help", strings.TrimSuffix(err.Error(), "."))
	}
	p.Path = commandOf(ctx)
	if err := p.Serve.check(); err != nil {
		return p, false, err
	}
	if err := p.Simulate.check(); err != nil {
		return p, false, err
	}
	for _, address := range []*string{&p.Link.Create.PublicURL, &p.User.Link.PublicURL} {
		*address = strings.TrimSuffix(*address, "/")
		if err := checkPublicURL(*address); err != nil {
			return p, false, err
		}
	}
	return p, true, nil
}

// commandOf gives the command without its arguments: kong says «apply <file>».
func commandOf(ctx *kong.Context) string {
	path, _, _ := strings.Cut(ctx.Command(), " <")
	return path
}

// Proxies are the networks of TrustedProxies.
func (s *Serve) Proxies() ([]*net.IPNet, error) {
	var list []*net.IPNet
	for _, text := range s.TrustedProxies {
		_, network, err := net.ParseCIDR(text)
		if err != nil {
			return nil, core.Errorf(core.Invalid, "bad_proxies", "--trusted-proxies %q is not a network such as 127.0.0.1/32.", text)
		}
		list = append(list, network)
	}
	return list, nil
}

// leastKeep is longer than a delivery is tried, so that none is deleted before.
const leastKeep = 48 * time.Hour

func (s *Serve) check() error {
	if _, err := s.Proxies(); err != nil {
		return err
	}
	if time.Duration(s.WebhookKeep) < leastKeep {
		return core.Errorf(core.Invalid, "bad_keep", "--webhook-keep %s is too short: what waits is sent for a day; write 2d or more.", s.WebhookKeep)
	}
	s.PublicURL = strings.TrimSuffix(s.PublicURL, "/")
	if s.PublicURL == "" {
		return nil
	}
	return checkPublicURL(s.PublicURL)
}

func checkPublicURL(text string) error {
	u, err := url.Parse(text)
	if err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.Host == "" || u.Path != "" || u.RawQuery != "" || u.User != nil {
		return core.Errorf(core.Invalid, "bad_public_url",
			"--public-url %q is not an address like https://heed.example.com, without a path.", text)
	}
	return nil
}
