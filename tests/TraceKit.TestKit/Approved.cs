using System.Runtime.CompilerServices;

namespace TraceKit.TestKit;

/// <summary>Compares text with an approved file beside the test: <c>&lt;Spec&gt;.&lt;name&gt;.verified.txt</c>.</summary>
public static class Approved
{
    /// <summary>Whether differences are accepted: <c>APPROVE=1</c>, and never where <c>CI=true</c>.</summary>
    public static bool IsAccepting => IsSet("APPROVE", "1") && !IsSet("CI", "true");

    /// <summary>Compares; on a difference writes <c>.received.txt</c> beside the approved file and throws.</summary>
    /// <param name="name">The middle of the file's name.</param>
    /// <param name="text">What the test produced.</param>
    /// <param name="callerFilePath">The test's source; its name without <c>Specs.cs</c> is the start of the file's name.</param>
    /// <exception cref="ApprovalException">The text differs, or nothing is approved yet. With <c>APPROVE=1</c> it is accepted instead.</exception>
    public static void Check(string name, string text, [CallerFilePath] string callerFilePath = "")
    {
        ArgumentNullException.ThrowIfNull(text);
        string source = Repository.SourceFile(callerFilePath);
        string spec = Path.GetFileNameWithoutExtension(source);
        string stem = Path.Combine(Path.GetDirectoryName(source)!, $"{WithoutSpecs(spec)}.{name}");
        Compare(stem + ".verified.txt", stem + ".received.txt", text.ReplaceLineEndings("\n"));
    }

    private static void Compare(string verified, string received, string text)
    {
        string? approved = File.Exists(verified) ? File.ReadAllText(verified).ReplaceLineEndings("\n") : null;
        if (string.Equals(approved, text, StringComparison.Ordinal))
        {
            File.Delete(received);
            return;
        }

        if (IsAccepting)
        {
            File.WriteAllText(verified, text);
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, text);
        throw new ApprovalException(verified, approved is null ? "nothing is approved yet" : TextDifference.First(approved, text));
    }

    private static string WithoutSpecs(string name) =>
        name.EndsWith("Specs", StringComparison.Ordinal) ? name[..^"Specs".Length] : name;

    private static bool IsSet(string variable, string value) =>
        string.Equals(Environment.GetEnvironmentVariable(variable), value, StringComparison.OrdinalIgnoreCase);
}
