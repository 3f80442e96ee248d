namespace TraceKit.Interop.Importing;

/// <summary>What a foreign record lacks to become a typed event.</summary>
/// <param name="Path">JSON path of the place.</param>
/// <param name="Message">What was expected there and what was found.</param>
internal sealed record ContractProblem(string Path, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Path}: {Message}";
}
