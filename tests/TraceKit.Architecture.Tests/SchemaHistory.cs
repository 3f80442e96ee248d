using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TraceKit.Architecture.Tests;

/// <summary>
/// What may not change about the schemas: a file of a past version stays for as long as that version is read, and a contract that is
/// fixed changes only under another version. What is fixed stands in <c>docs/schema/fixed.txt</c>: a hash of the contract (without its
/// descriptions) and the name of its file.
/// </summary>
internal static class SchemaHistory
{
    /// <summary>The file that lists what is fixed.</summary>
    public const string FixedFile = "fixed.txt";

    /// <summary>What is wrong, one sentence each.</summary>
    /// <param name="files">The committed schemas by file name.</param>
    /// <param name="generated">Names of the files that today's contracts make.</param>
    /// <param name="types">The event types.</param>
    /// <param name="fixedLines">The lines of <c>fixed.txt</c>; those that start with <c>#</c> are remarks.</param>
    public static IEnumerable<string> Problems(
        IReadOnlyDictionary<string, string> files, IReadOnlyCollection<string> generated, IReadOnlyCollection<VersionedContract> types, IEnumerable<string> fixedLines)
    {
        var isFixed = fixedLines.Where(line => line.Length > 0 && !line.StartsWith('#')).Select(line => line.Split(' ', 2)).ToDictionary(parts => parts[1], parts => parts[0], StringComparer.Ordinal);
        string[] past = [.. types.SelectMany(type => type.PastFiles)];
        foreach (string file in past)
        {
            if (!files.ContainsKey(file))
            {
                yield return $"{file} is gone, and data of that version is still read";
            }
            else if (!isFixed.ContainsKey(file))
            {
                yield return $"{file} is of a past version: it belongs in {FixedFile} as '{HashOf(files[file])} {file}'";
            }
        }

        foreach (string file in files.Keys.Except(generated).Except(past).Order(StringComparer.Ordinal))
        {
            yield return $"{file} has neither a contract nor a type that reads its version: give the type an upcast";
        }

        foreach ((string file, string hash) in isFixed.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            if (!files.TryGetValue(file, out string? schema))
            {
                yield return $"{file} is fixed and gone";
            }
            else if (HashOf(schema) != hash)
            {
                yield return $"{file} is fixed and says something else now: leave it, and give the contract the next version with an upcast";
            }
        }
    }

    /// <summary>SHA-256 of what a schema demands; how it is described may change.</summary>
    public static string HashOf(string schema)
    {
        JsonNode demands = JsonNode.Parse(schema)!;
        RemoveDescriptions(demands);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(demands.ToJsonString())));
    }

    private static void RemoveDescriptions(JsonNode? node)
    {
        if (node is JsonObject record)
        {
            if (record["description"]?.GetValueKind() == JsonValueKind.String)
            {
                record.Remove("description");
            }

            foreach ((_, JsonNode? member) in record)
            {
                RemoveDescriptions(member);
            }
        }
        else if (node is JsonArray list)
        {
            foreach (JsonNode? element in list)
            {
                RemoveDescriptions(element);
            }
        }
    }
}
