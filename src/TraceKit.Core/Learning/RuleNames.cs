using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using TraceKit.Contract.Rules;

namespace TraceKit.Learning;

/// <summary>Names of rules and classes, which come from models: what is no name is replaced by a word with its hash.</summary>
public static partial class RuleNames
{
    /// <summary>Says whether a text may be a name: one line of 1 to 128 characters without control characters.</summary>
    /// <param name="text">The text.</param>
    public static bool IsName(string text) => Name().IsMatch(text);

    /// <summary>Gives a text as a name: itself when it is one, else <c>unnamed-</c> and twelve digits of its SHA-256, so that the same text is the same name.</summary>
    /// <param name="text">The text.</param>
    public static string Fit(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return IsName(text) ? text : Stand(text);
    }

    /// <summary>The word that stands for a text.</summary>
    internal static string Stand(string text) => $"unnamed-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..12]}";

    [GeneratedRegex(@"\A(?:" + Wire.Name + @")\z", RegexOptions.NonBacktracking)]
    private static partial Regex Name();
}
