using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace TraceKit.Redaction;

/// <summary>Takes the secrets out of the events of one run; safe for threads.</summary>
internal sealed class RunRedactor(RedactionPolicy policy, ReadOnlySpan<byte> key)
{
    /// <summary>What stands for a text that could not be checked.</summary>
    public const string Withheld = "[REDACTION_FAILED]";

    /// <summary>The name under which dropped fields are counted, and their mark.</summary>
    public const string DroppedField = "field-dropped";

    private const string HashedField = "field-hashed";
    private const int FieldTagBytes = 8;
    private const int ShortText = 256;

    /// <summary>What stands in JSON as it is.</summary>
    private static readonly SearchValues<char> Plain = SearchValues.Create(
        [.. Enumerable.Range(' ', '~' - ' ' + 1).Select(code => (char)code).Where(character => character is not ('"' or '\\'))]);


    private readonly byte[] _key = key.ToArray();
    private readonly SecretFinder _finder = new(policy);
    private readonly IReadOnlyList<SecretRule> _rules = policy.Rules;
    private readonly SecretScan _scan = policy.Scan;
    private readonly bool _idle = policy.IsEmpty;
    private readonly IReadOnlyList<FieldRule> _fields = policy.Fields;

    /// <summary>Writes one JSON object without its secrets.</summary>
    /// <param name="json">The object in UTF-8, as <c>Utf8JsonWriter</c> with relaxed escaping writes it.</param>
    /// <param name="output">Takes the redacted object: each other byte as it was.</param>
    /// <param name="counts">Counts what was taken out.</param>
    /// <param name="from">What stands before this place is known to hold nothing.</param>
    /// <returns>False when nothing had to be taken out; nothing is written then.</returns>
    public bool Redact(ReadOnlySpan<byte> json, IBufferWriter<byte> output, RedactionCounts counts, int from = 0)
    {
        ReadOnlySpan<byte> text = json[from..];
        if (_idle || (_fields.Count == 0 && !_scan.MayHold(text) && !StringBorders.MayHold(text, _scan)))
        {
            return false;
        }

        List<Splice> splices;
        try
        {
            splices = new JsonWalk(this, _scan, counts, _fields.Count == 0 ? null : new FieldScope(_fields)).Splices(json);
        }
        catch (Exception)
        {
            counts.AddFailure();
            output.Write("{\"redaction\":\""u8);
            output.Write(Encoding.UTF8.GetBytes(Withheld));
            output.Write("\"}"u8);
            return true;
        }

        Splice.Write(json, splices, output);
        return splices.Count > 0;
    }

    /// <summary>The text without its secrets; the same instance when it has none.</summary>
    /// <param name="text">Any text, such as the message of an exception.</param>
    /// <param name="counts">Counts what was taken out.</param>
    public string RedactText(string text, RedactionCounts counts) => IsPlainlyClean(text) ? text : RedactText(text, property: null, counts);

    /// <summary>As <see cref="RedactText(string, RedactionCounts)"/>, for the value of a property that is named like a secret.</summary>
    internal string RedactText(string text, string? property, RedactionCounts counts)
    {
        if (_idle || text.Length == 0)
        {
            return text;
        }

        try
        {
            List<Finding> findings = _finder.Find(text);
            if (property is not null)
            {
                findings = Finding.Merged([.. findings, .. _finder.FindInProperty(property, text)], text);
            }

            findings.ForEach(finding => counts.Add(_rules[finding.Rule].Name));
            return findings.Count == 0 ? text : Replaced(text, findings);
        }
        catch (Exception)
        {
            counts.AddFailure();
            return Withheld;
        }
    }

    /// <summary>The texts without the secrets that lie across them and those within them, or null when none lies across.</summary>
    /// <param name="texts">Texts that follow each other; what is within them has been counted.</param>
    /// <param name="counts">Counts what lies across.</param>
    internal IReadOnlyList<string>? RedactTogether(IReadOnlyList<string> texts, RedactionCounts counts)
    {
        try
        {
            string joined = string.Concat(texts);
            List<Finding> across = _finder.Find(joined);
            int[] ends = EndsOf(texts);
            across.RemoveAll(finding => TextAt(ends, finding.Start) == TextAt(ends, finding.End - 1));
            if (across.Count == 0)
            {
                return null;
            }

            List<Finding>[] within = [.. texts.Select(_finder.Find)];
            foreach (Finding finding in across.Where(finding => !IsPartlyWithin(finding, within, ends, texts)))
            {
                counts.Add(_rules[finding.Rule].Name);
            }

            return [.. texts.Select((text, place) => WithoutParts(text, ends[place] - text.Length, within[place], across))];
        }
        catch (Exception)
        {
            counts.AddFailure();
            return [.. texts.Select(_ => Withheld)];
        }
    }

    /// <summary>What stands for the text of a field that is taken out; a text that is not Unicode is dropped.</summary>
    internal string FieldMark(FieldTreatment treatment, string? text, RedactionCounts counts)
    {
        bool hashed = treatment == FieldTreatment.Hash && text is not null;
        counts.Add(hashed ? HashedField : DroppedField);
        return hashed ? $"[REDACTED:{HashedField}:{Tag(text!, FieldTagBytes)}]" : $"[REDACTED:{DroppedField}]";
    }

    /// <summary>Whether a short text, such as a name or an id, holds no secret, as far as a quick look says that reads text as it stands in JSON.</summary>
    private bool IsPlainlyClean(string text)
    {
        if (text.Length > ShortText || text.AsSpan().ContainsAnyExcept(Plain))
        {
            return false;
        }

        Span<byte> bytes = stackalloc byte[text.Length];
        NarrowText.Write(text, bytes);
        return !_scan.MayHold(bytes);
    }

    /// <summary>Whether a text shows enough of a secret for it to have been found, and counted, in that text alone.</summary>
    private static bool IsPartlyWithin(Finding across, List<Finding>[] within, int[] ends, IReadOnlyList<string> texts)
    {
        for (int place = TextAt(ends, across.Start); place <= TextAt(ends, across.End - 1); place++)
        {
            int start = ends[place] - texts[place].Length;
            if (within[place].Exists(found => start + found.Start < across.End && start + found.End > across.Start))
            {
                return true;
            }
        }

        return false;
    }

    private string WithoutParts(string text, int start, List<Finding> within, List<Finding> across)
    {
        IEnumerable<Finding> parts = across
            .Select(finding => finding with { Start = Math.Max(0, finding.Start - start), End = Math.Min(text.Length, finding.End - start) })
            .Where(part => part.Start < part.End);
        return Replaced(text, Finding.Merged([.. within, .. parts], text));
    }

    private static int[] EndsOf(IReadOnlyList<string> texts)
    {
        int[] ends = new int[texts.Count];
        for (int i = 0, end = 0; i < ends.Length; i++)
        {
            ends[i] = end += texts[i].Length;
        }

        return ends;
    }

    /// <summary>The text that a character of all of them together is in.</summary>
    private static int TextAt(int[] ends, int at)
    {
        int place = Array.BinarySearch(ends, at);
        place = place < 0 ? ~place : place;
        while (ends[place] <= at)
        {
            place++;
        }

        return place;
    }

    private string Replaced(string text, List<Finding> findings)
    {
        var result = new StringBuilder(text.Length);
        Dictionary<(int Rule, string Secret), string>? marks = findings.Count > 1 ? [] : null;
        int at = 0;
        foreach (Finding finding in findings)
        {
            if (marks is null || !marks.TryGetValue((finding.Rule, finding.Secret), out string? mark))
            {
                mark = Placeholder(finding);
                marks?.Add((finding.Rule, finding.Secret), mark);
            }

            result.Append(text, at, finding.Start - at).Append(mark);
            at = finding.End;
        }

        result.Append(text, at, text.Length - at);
        return result.ToString();
    }

    /// <summary>Equal secrets of a run have equal placeholders; two bytes tell them apart and give nothing away.</summary>
    private string Placeholder(Finding finding) => $"[REDACTED:{_rules[finding.Rule].Name}:{Tag(finding.Secret, bytes: 2)}]";

    private string Tag(string text, int bytes)
    {
        Span<byte> tag = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(text), tag);
        return Convert.ToHexStringLower(tag[..bytes]);
    }
}
