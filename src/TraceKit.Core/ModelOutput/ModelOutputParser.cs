using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using TraceKit.Contract;
using TraceKit.Contract.Rules;
using TraceKit.Models;

namespace TraceKit.ModelOutput;

/// <summary>Reads a model's reply as a typed answer: strict JSON, else a fenced block, else the first balanced object, else a failure.</summary>
/// <remarks>
/// The reply is never repaired: what is found is a part of it, letter for letter. An answer meets the whole contract: its types, and the
/// rules that its attributes state (<c>[Range]</c>, <c>[NotEmpty]</c>, <c>[AllowedValues]</c>, …). Whatever the reply is, nothing is
/// thrown, and the time that it takes grows with its length.
/// </remarks>
public static class ModelOutputParser
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a reply.</summary>
    /// <typeparam name="TOutput">The type of the answer.</typeparam>
    /// <param name="reply">The reply as received.</param>
    /// <param name="contract">The source-generated contract of the answer.</param>
    /// <param name="output">The answer.</param>
    /// <param name="found">Where it was found, and how.</param>
    /// <param name="failure">What was wrong, when there is no answer.</param>
    /// <returns>Whether the reply holds an answer.</returns>
    public static bool TryParse<TOutput>(
        string reply,
        JsonTypeInfo<TOutput> contract,
        [NotNullWhen(true)] out TOutput? output,
        out ModelOutputSpan found,
        [NotNullWhen(false)] out ModelOutputFailure? failure)
    {
        ArgumentNullException.ThrowIfNull(reply);
        ArgumentNullException.ThrowIfNull(contract);
        failure = null;
        foreach (ModelOutputSpan candidate in Candidates(reply))
        {
            found = candidate;
            if (TryRead(reply.Substring(candidate.Start, candidate.Length), contract, out output, out ModelOutputFailure? problem))
            {
                failure = null;
                return true;
            }

            // A broken contract says more than 'no JSON': keep the first of them.
            failure = failure is { Kind: ParseFailureKind.SchemaError } ? failure : problem;
        }

        output = default;
        found = default;
        failure ??= new ModelOutputFailure(ParseFailureKind.NoJson, Path: null, "The reply holds no JSON object.");
        return false;
    }

    private static IEnumerable<ModelOutputSpan> Candidates(string reply)
    {
        ModelOutputSpan? whole = JsonObjectFinder.Whole(reply);
        if (whole is { } strict)
        {
            yield return strict;
        }

        foreach (ModelOutputSpan fenced in JsonObjectFinder.InFences(reply))
        {
            yield return fenced;
        }

        if (JsonObjectFinder.FirstBalanced(reply) is { } balanced && balanced.Length != whole?.Length)
        {
            yield return balanced;
        }
    }

    private static bool TryRead<TOutput>(
        string text, JsonTypeInfo<TOutput> contract, [NotNullWhen(true)] out TOutput? output, [NotNullWhen(false)] out ModelOutputFailure? failure)
    {
        output = default;
        if (!IsJson(text, out byte[]? json, out string? syntax))
        {
            failure = new ModelOutputFailure(ParseFailureKind.NoJson, Path: null, syntax);
            return false;
        }

        try
        {
            output = JsonSerializer.Deserialize(json, contract);
            failure = output is null ? SchemaError("$", "null is no answer.", "type") : BrokenRule(json, contract);
        }
        catch (JsonException problem)
        {
            string path = problem.Path ?? "$";
            failure = SchemaError(path, JsonMessage.Of(problem), ContractRules.Of(contract).WhyUnreadable(json, path));
        }
        catch (Exception problem)
        {
            // Setters and converters of a user's type may throw anything.
            failure = SchemaError("$", problem.Message, "type");
        }

        output = failure is null ? output : default;
        return output is not null && failure is null;
    }

    private static ModelOutputFailure? BrokenRule(byte[] json, JsonTypeInfo contract) =>
        ContractRules.Of(contract).BrokenBy(json) is { } broken
            ? SchemaError($"${broken.Path}", $"The value breaks the rule '{broken.Rule}'", broken.Rule)
            : null;

    private static ModelOutputFailure SchemaError(string path, string message, string rule) =>
        new(ParseFailureKind.SchemaError, path, message) { Rule = rule };

    private static bool IsJson(string text, [NotNullWhen(true)] out byte[]? json, [NotNullWhen(false)] out string? problem)
    {
        json = null;
        problem = null;
        try
        {
            json = StrictUtf8.GetBytes(text);
            using var document = JsonDocument.Parse(json);
        }
        catch (Exception failure) when (failure is JsonException or ArgumentException)
        {
            // ArgumentException: half of a surrogate pair, which has no UTF-8.
            json = null;
            problem = $"The reply is not JSON: {JsonMessage.Of(failure)}";
        }

        return json is not null;
    }
}
