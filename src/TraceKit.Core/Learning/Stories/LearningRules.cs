namespace TraceKit.Learning.Stories;

/// <summary>Ids of what can be wrong with a learning run or with its story file. An id never changes its meaning and is never used again.</summary>
public static class LearningRules
{
    /// <summary>A name is none: it has a line break or another control character, or more than 128 characters; its hash stands for it.</summary>
    public const string NoName = "LRN-01";

    /// <summary>A fact breaks its contract and was not recorded.</summary>
    public const string Refused = "LRN-02";

    /// <summary>Facts come in an order that a learning run cannot have.</summary>
    public const string Order = "LRN-03";

    /// <summary>The F1 before a patch is that of before an audit or a pruning: the rules were not evaluated again, so the patch is credited with what the other did.</summary>
    public const string StaleBaseline = "LRN-04";

    /// <summary>A step does not start from the F1 at which the one before arrived: the deltas do not add up.</summary>
    public const string Delta = "LRN-05";

    /// <summary>The number of rules is not what the changes make it.</summary>
    public const string RuleCount = "LRN-06";

    /// <summary>A change names a rule that is not there, or adds one that is.</summary>
    public const string UnknownRule = "LRN-07";

    /// <summary>The final rules are not those that the changes lead to.</summary>
    public const string FinalRules = "LRN-08";

    /// <summary>A patch was decided against its F1, and nothing says by which rule.</summary>
    public const string Decision = "LRN-09";

    /// <summary>The rules that were restored as the best are worse than the last ones.</summary>
    public const string Restored = "LRN-10";

    /// <summary>The story has no final entry.</summary>
    public const string Unfinished = "LRN-11";

    /// <summary>The story file cannot be read.</summary>
    public const string Unreadable = "LRN-20";

    /// <summary>The story file is not JSON, or not whole.</summary>
    public const string NotJson = "LRN-21";

    /// <summary>Text is not valid Unicode.</summary>
    public const string Text = "LRN-22";

    /// <summary>A member is missing, unknown, named twice or of the wrong type.</summary>
    public const string Contract = "LRN-23";

    /// <summary>The format is of a version that this reader does not know.</summary>
    public const string Version = "LRN-24";

    /// <summary>A value breaks a rule of its member, such as a range.</summary>
    public const string Value = "LRN-25";

    /// <summary>An entry has no fact, or several.</summary>
    public const string OneFact = "LRN-26";

    /// <summary>Entries are not in the order of their events.</summary>
    public const string Sequence = "LRN-27";
}
