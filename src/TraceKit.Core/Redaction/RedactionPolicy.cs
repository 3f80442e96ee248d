using System.Collections.ObjectModel;
using System.Security.Cryptography;
using System.Text;
using TraceKit.RunFiles;

namespace TraceKit.Redaction;

/// <summary>What is taken out of a run before it is written: an ordered set of rules for what is found anywhere, and of rules for fields.</summary>
/// <remarks>Immutable and safe for threads. Where two rules match the same text, the earlier one names it.</remarks>
public sealed class RedactionPolicy
{
    private readonly Lazy<string> _hash;
    private readonly Lazy<SecretScan> _scan;
    private readonly Lazy<KeywordTable> _keywords;

    private RedactionPolicy(IEnumerable<SecretRule> rules, IEnumerable<FieldRule> fields)
    {
        Rules = new ReadOnlyCollection<SecretRule>([.. rules]);
        Fields = new ReadOnlyCollection<FieldRule>([.. fields]);
        _hash = new Lazy<string>(() => HashOf(Rules, Fields));
        _scan = new Lazy<SecretScan>(() => new SecretScan(Rules));
        _keywords = new Lazy<KeywordTable>(() => new KeywordTable(Rules.SelectMany((rule, number) => rule.Search is null ? KeywordEntry.Of(rule, number, NarrowText.Of) : [])));
    }

    /// <summary>Nothing is taken out.</summary>
    public static RedactionPolicy None { get; } = new([], []);

    /// <summary>The rules in their order.</summary>
    public IReadOnlyList<SecretRule> Rules { get; }

    /// <summary>The rules for fields in their order; a field that one of them is for is not looked into by the others.</summary>
    public IReadOnlyList<FieldRule> Fields { get; }

    /// <summary>Whether the policy has no rules.</summary>
    public bool IsEmpty => Rules.Count == 0 && Fields.Count == 0;

    /// <summary>Names the rules for an audit: <c>sha256:</c> and the hash of their canonical text, equal in each process.</summary>
    public string Hash => _hash.Value;

    internal SecretScan Scan => _scan.Value;

    /// <summary>The keywords of all rules, in text of which each character is a byte.</summary>
    internal KeywordTable Keywords => _keywords.Value;

    /// <summary>A policy with these rules after its own.</summary>
    /// <param name="rules">The rules to add.</param>
    /// <exception cref="ArgumentException">Two rules have the same name.</exception>
    public RedactionPolicy With(params IEnumerable<SecretRule> rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        SecretRule[] all = [.. Rules, .. rules];
        string? twice = all.GroupBy(rule => rule.Name, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1)?.Key;
        return twice is null
            ? new RedactionPolicy(all, Fields)
            : throw new ArgumentException($"Two rules are called '{twice}'; counts and placeholders could not tell them apart.", nameof(rules));
    }

    /// <summary>A policy with these rules for fields after its own.</summary>
    /// <param name="fields">The rules to add.</param>
    public RedactionPolicy With(params IEnumerable<FieldRule> fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        return new RedactionPolicy(Rules, [.. Fields, .. fields]);
    }

    /// <summary>What a run's header says of the policy.</summary>
    internal RedactionRecord ToRecord()
    {
        string[] kept = [.. Fields.Where(field => field.Treatment == FieldTreatment.Keep).Select(field => field.Place)];
        return new RedactionRecord { Rules = Hash, Kept = kept.Length == 0 ? null : kept };
    }

    private static string HashOf(IEnumerable<SecretRule> rules, IEnumerable<FieldRule> fields)
    {
        var text = new StringBuilder("tracekit-redaction/1\n");
        foreach (SecretRule rule in rules)
        {
            string[] parts = [rule.Name, .. rule.Keywords, rule.Pattern, rule.Check?.Name ?? "", rule.Reach?.Name ?? "", rule.ReadsProperties ? "properties" : ""];
            Append(text, parts);
        }

        foreach (FieldRule field in fields)
        {
            Append(text, ["field", field.Treatment.ToString(), field.EventType ?? "", field.Field]);
        }

        return "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static void Append(StringBuilder text, IEnumerable<string> parts)
    {
        foreach (string part in parts)
        {
            text.Append(part.Length).Append(':').Append(part);
        }

        text.Append('\n');
    }
}
