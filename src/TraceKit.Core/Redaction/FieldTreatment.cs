namespace TraceKit.Redaction;

/// <summary>What happens to a field of an event's data, whatever it holds.</summary>
public enum FieldTreatment
{
    /// <summary>Its texts become <c>[REDACTED:field-dropped]</c>, its numbers and flags null.</summary>
    Drop,

    /// <summary>No rule touches it. This weakens the policy, and is recorded in the run's header.</summary>
    Keep,

    /// <summary>Its texts become <c>[REDACTED:field-hashed:…]</c> with a keyed hash, equal for equal texts of one run; its numbers and flags null.</summary>
    Hash,
}
