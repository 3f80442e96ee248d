using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using TraceKit.Faults.Fuzzing;
using TraceKit.Faults.Redaction;
using TraceKit.Faults.Support;
using TraceKit.Learning.Stories;
using TraceKit.Reading;
using TraceKit.RunFiles;
using TraceKit.TestKit;

namespace TraceKit.Faults.Intrusions;

/// <summary>Names in a learning story that a page, a picture, Markdown or a terminal would obey. A page of harmless names has the marks that one of hostile names must have.</summary>
internal static partial class PageIntrusions
{
    private const string Harmless = "Plain name";

    private static readonly (string Name, string Text)[] Texts =
    [
        ("a script", "<script>alert(1)</script>"), ("the end of a cell", "</td></tr></table><h1>forged</h1>"), ("an attribute", "x\" onmouseover=\"alert(1)"), ("an attribute in single quotes", "x' onload='alert(1)"),
        ("an entity", "&lt;b&gt; &#60;i&#62;"), ("a half entity", "&#x3c"), ("a comment", "<!-- "), ("a section of characters", "]]><svg onload=alert(1)>"), ("a document type", "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>&e;"),
        ("a picture of elsewhere", "![x](http://evil.example/x.png)"), ("a link", "[x](javascript:alert(1))"), ("a bare link", "http://evil.example"), ("a bare link without scheme", "www.evil.example"), ("a bare link in capitals", "WWW.evil.example"),
        ("a link in angle brackets", "<http://evil.example>"), ("a cell", "a | b | c"), ("a heading", "# forged"), ("a quotation", "> forged"), ("a list", "- forged"), ("a numbered list", "1. forged"), ("a rule", "---"),
        ("code", "`forged` ```"), ("indented code", "    forged"), ("emphasis", "**forged** _forged_ ~~forged~~"), ("a formula", "$\\frac{1}{2}$"), ("a mention", "@everyone #1"), ("a backslash at the end", "x\\"), ("a reference", "[x]: http://evil.example"),
        ("C1", "\u009b31m\u0090x\u009c"), ("right to left", "\u202egnp.exe"), ("isolates", "\u2066iso\u2069"), ("line separators", "a\u2028b\u0085c"), ("zero width", "a\u200bb\ufeffc"), ("a noncharacter", "a\ufffeb\uffffc"),
    ];

    private static readonly Lazy<IReadOnlyList<string>> Places = new(FindPlaces);

    public static IEnumerable<Intrusion> All() =>
    [
        .. Texts.SelectMany(text => new Intrusion[]
        {
            new($"{text.Name} in the names of a story as a page", () => Marks(text.Text, "html", (shown, plain) => Tags(shown).SequenceEqual(Tags(plain)) ? null : "the page has other tags")),
            new($"{text.Name} in the names of a story as Markdown", () => Marks(text.Text, "md", Markdown)),
            new($"{text.Name} in the names of a story as a curve", () => Marks(text.Text, "svg", Picture)),
            new($"{text.Name} in the names of a story as a lineage", () => Marks(text.Text, "svg", Picture, "--lineage")),
            new($"{text.Name} in the names of a story in a terminal", () => InTerminal(text.Text)),
        }),
    ];

    private static string? InTerminal(string text)
    {
        using var folder = new MemoryFolder();
        File.WriteAllText(folder["x.trace.json"], Story(text));
        (int exit, string output) = Intrusion.Command("learn", "show", folder["x.trace.json"]);
        return exit > 1 ? $"exit code {exit}: {output}" : ReadingTargets.Obeyed(output);
    }

    private static string? Marks(string text, string ending, Func<string, string, string?> compare, params string[] options)
    {
        using var folder = new MemoryFolder();
        string? Plot(string name, string names, out string shown)
        {
            File.WriteAllText(folder[$"{name}.trace.json"], Story(names));
            (int exit, string output) = Intrusion.Command(["learn", "plot", folder[$"{name}.trace.json"], "--out", folder[$"{name}.{ending}"], .. options]);
            shown = exit == 0 ? File.ReadAllText(folder[$"{name}.{ending}"]) : string.Empty;
            return exit == 0 ? null : $"exit code {exit}: {output}";
        }

        return Plot("page", Harmless, out string plain) ?? Plot("page", text, out string shown) ?? ReadingTargets.Obeyed(shown) ?? compare(shown, plain);
    }

    /// <summary>Every tag with the names of its attributes.</summary>
    private static IEnumerable<string> Tags(string page) => Tag().Matches(page).Select(tag => Value().Replace(tag.Value, "="));

    private static string? Picture(string shown, string plain) =>
        Shape(XDocument.Parse(shown)).SequenceEqual(Shape(XDocument.Parse(plain))) ? null : "the picture has other elements";

    private static IEnumerable<string> Shape(XDocument picture) =>
        picture.Descendants().Select(element => $"{element.Name} {string.Join(' ', element.Attributes().Select(attribute => attribute.Name))}");

    /// <summary>As many lines, each with the same beginning, and in each as many characters that can be marks.</summary>
    private static string? Markdown(string shown, string plain)
    {
        string[] lines = shown.Split('\n');
        string[] expected = plain.Split('\n');
        if (lines.Length != expected.Length)
        {
            return $"{lines.Length} lines for {expected.Length}";
        }

        foreach ((string line, string other) in lines.Zip(expected))
        {
            if (Outline(line) != Outline(other) || BareLink().IsMatch(line))
            {
                return $"the line '{line}' has other marks than '{other}'";
            }
        }

        return null;
    }

    private static string Outline(string line) =>
        string.Concat(line.TakeWhile(letter => !char.IsLetter(letter) && letter != '&')) + string.Concat(Reference().Replace(line, "x").Where("|[]<>`*_~!#\\$@:".Contains));

    /// <summary>A story in which every name is the text, with a number where there were different names.</summary>
    private static string Story(string text)
    {
        JsonNode story = Whole();
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (string place in Places.Value)
        {
            JsonNode node = At(story, place);
            string name = node.GetValue<string>();
            numbers.TryAdd(name, numbers.Count + 10);
            Replace(node, $"{text} {numbers[name]}");
        }

        string json = story.ToJsonString(TestText.Relaxed);
        LearningStory.Read(Encoding.UTF8.GetBytes(json), "hostile");
        return json;
    }

    /// <summary>The texts of a story that may be any name.</summary>
    private static IReadOnlyList<string> FindPlaces() => TextsOf(Whole(), string.Empty).Where(IsFree).ToList() is { Count: > 20 } places
        ? places
        : throw new InvalidOperationException("The story has too few names to put anything into.");

    private static bool IsFree(string place)
    {
        JsonNode story = Whole();
        Replace(At(story, place), Harmless + '!');
        try
        {
            LearningStory.Read(Encoding.UTF8.GetBytes(story.ToJsonString()), "probe");
            return true;
        }
        catch (TraceFormatException)
        {
            return false;
        }
    }

    private static IEnumerable<string> TextsOf(JsonNode? node, string at) => node switch
    {
        JsonObject members => members.SelectMany(member => TextsOf(member.Value, $"{at}/{member.Key}")),
        JsonArray items => items.SelectMany((item, index) => TextsOf(item, $"{at}/{index}")),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => [at],
        _ => [],
    };

    private static JsonNode At(JsonNode root, string place) => place.Split('/').Skip(1).Aggregate(root, (node, step) => (node is JsonArray list ? list[int.Parse(step, CultureInfo.InvariantCulture)] : node[step])!);

    private static void Replace(JsonNode node, string text)
    {
        if (node.Parent is JsonArray list)
        {
            list[node.GetElementIndex()] = text;
        }
        else
        {
            node.Parent![node.GetPropertyName()] = text;
        }
    }

    private static JsonNode Whole()
    {
        object[] facts =
        [
            Some.Synthesis(), Some.Critic(), Some.Guidance(), Some.Iteration(), Some.Audit(), Some.Prune(), Some.Evaluation(), Some.BestRules(), Some.RestoreBest(), Some.ValidatedStats(),
            Some.LearningError(), Some.Final(),
        ];
        var story = new LearningStory
        {
            Format = LearningStory.Version1,
            RunId = "host",
            Status = RunStatus.Completed,
            StartedAt = DateTimeOffset.UnixEpoch,
            EndedAt = DateTimeOffset.UnixEpoch.AddSeconds(9),
            Start = Some.LearningStart(),
            Entries = [.. facts.Select((fact, index) => LearningEntry.Of(index, DateTimeOffset.UnixEpoch.AddSeconds(index), fact)!)],
        };
        return JsonNode.Parse(story.Checked().ToJson())!;
    }

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex("=\"[^\"]*\"")]
    private static partial Regex Value();

    [GeneratedRegex("&#[0-9]+;")]
    private static partial Regex Reference();

    [GeneratedRegex(@"\bwww\.|https?://", RegexOptions.IgnoreCase)]
    private static partial Regex BareLink();
}
