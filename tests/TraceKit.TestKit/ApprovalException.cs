namespace TraceKit.TestKit;

/// <summary>Text is not what was approved.</summary>
public sealed class ApprovalException(string verifiedFile, string difference)
    : Exception($"{Path.GetFileName(verifiedFile)}: {difference}\nAPPROVE=1 accepts what was received.")
{
    /// <summary>The approved file.</summary>
    public string VerifiedFile { get; } = verifiedFile;
}
