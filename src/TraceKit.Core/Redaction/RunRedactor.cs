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
    /// <returns>False when nothing had to be taken out; nothing is written then.</returns>
    public bool Redact(ReadOnlySpan<byte> json, IBufferWriter<byte> output, RedactionCounts counts)
    {
        if (_idle || (_fields.Count == 0 && !_scan.MayHold(json)))
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
    public string RedactText(string text, RedactionCounts counts) => RedactText(text, property: null, counts);

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

            return findings.Count == 0 ? text : Replaced(text, findings, counts);
        }
        catch (Exception)
        {
            counts.AddFailure();
            return Withheld;
        }
    }

    /// <summary>What stands for the text of a field that is taken out; a text that is not Unicode is dropped.</summary>
    internal string FieldMark(FieldTreatment treatment, string? text, RedactionCounts counts)
    {
        bool hashed = treatment == FieldTreatment.Hash && text is not null;
        counts.Add(hashed ? HashedField : DroppedField);
        return hashed ? $"[REDACTED:{HashedField}:{Tag(text!, FieldTagBytes)}]" : $"[REDACTED:{DroppedField}]";
    }

    private string Replaced(string text, List<Finding> findings, RedactionCounts counts)
    {
        var result = new StringBuilder(text.Length);
        int at = 0;
        foreach (Finding finding in findings)
        {
            result.Append(text, at, finding.Start - at).Append(Placeholder(finding));
            at = finding.End;
        }

        result.Append(text, at, text.Length - at);
        findings.ForEach(finding => counts.Add(_rules[finding.Rule].Name));
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
