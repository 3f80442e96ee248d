using TraceKit.Redaction.Rules;

namespace TraceKit.Redaction;

/// <summary>Rules for credentials.</summary>
public static class Secrets
{
    /// <summary>Keys and tokens of vendors, private keys, JSON Web Tokens, passwords in URLs and connection strings, assigned secrets.</summary>
    /// <remarks>A rule stands for a token's documented form at a word's boundary, so that words such as <c>task-001</c> stay.</remarks>
    public static RedactionPolicy Default { get; } = RedactionPolicy.None.With(
    [
        .. ModelVendors.Rules, .. SourceVendors.Rules, .. PackageVendors.Rules, .. CloudVendors.Rules, .. DataVendors.Rules,
        .. MessageVendors.Rules, .. PaymentVendors.Rules, .. OperationsVendors.Rules, .. WorkVendors.Rules,
        .. KeyForms.Rules, .. Assignments.Rules,
    ]);
}
