namespace TraceKit.Redaction.Rules;

/// <summary>Describes tokens that begin with a prefix of their vendor's.</summary>
internal static class Token
{
    public const string Hex = "[a-f0-9]";
    public const string Word = "[A-Za-z0-9]";
    public const string Snake = "[A-Za-z0-9_]";
    public const string Url = "[A-Za-z0-9_-]";

    /// <summary>A prefix and at least so many characters of a set.</summary>
    /// <param name="name">The rule's name.</param>
    /// <param name="prefixes">One of them stands at the beginning.</param>
    /// <param name="characters">A set in brackets.</param>
    /// <param name="least">How many characters prove the token; it goes on for as long as it may.</param>
    public static SecretRule Of(string name, string[] prefixes, string characters, int least) =>
        Like(name, prefixes, $"(?:{string.Join('|', prefixes.Select(prefix => prefix.Replace(".", @"\.", StringComparison.Ordinal)))}){characters}{{{least}}}", characters, least);

    public static SecretRule Of(string name, string prefix, string characters, int least) => Of(name, [prefix], characters, least);

    /// <summary>A pattern that begins with a keyword.</summary>
    /// <param name="name">The rule's name.</param>
    /// <param name="prefixes">One of them stands at the beginning.</param>
    /// <param name="pattern">The pattern.</param>
    /// <param name="characters">The set of the characters that come right after a keyword.</param>
    /// <param name="least">How many of them come at least.</param>
    /// <param name="check">What the secret must satisfy besides. Default: nothing.</param>
    public static SecretRule Like(string name, string[] prefixes, string pattern, string characters, int least, SecretCheck? check = null) => new(name, prefixes, pattern, check)
    {
        Reach = SecretReach.Token,
        Lead = 0,
        HoldsRun = prefixes.Min(prefix => prefix.Length) + least >= SecretScan.LeastRun,
        Glance = SecretGlances.TokenOf(CharacterSet.Of(characters), least),
    };

    /// <summary>A prefix and at least so many characters of base64 of either alphabet.</summary>
    public static SecretRule Opaque(string name, string[] prefixes, int least) =>
        new(name, prefixes, $@"\b(?:{string.Join('|', prefixes)})[A-Za-z0-9+/=_-]{{{least}}}") { Reach = SecretReach.Opaque, Lead = 0, HoldsRun = true, Glance = SecretGlances.Token };

    /// <summary>A pattern that says the whole of the token, in which a keyword stands at a place.</summary>
    /// <param name="name">The rule's name.</param>
    /// <param name="keywords">One of them stands in it.</param>
    /// <param name="pattern">The pattern; it holds a run of sixteen characters and more.</param>
    /// <param name="lead">How far before the keyword it begins at most.</param>
    /// <param name="nearestLead">How far at least. Default: as far.</param>
    public static SecretRule Around(string name, string[] keywords, string pattern, int lead, int? nearestLead = null) => new(name, keywords, pattern)
    {
        Lead = lead,
        NearestLead = nearestLead ?? lead,
        HoldsRun = true,
    };
}
