namespace TraceKit.Contract;

/// <summary>A member that must not be there, or be null, when a flag of the same record is true.</summary>
/// <param name="flag">Name of the flag, as in <c>nameof(Label.Unscored)</c>.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class AbsentWhenAttribute(string flag) : Attribute
{
    /// <summary>Name of the flag, as in code.</summary>
    public string Flag { get; } = flag;
}
