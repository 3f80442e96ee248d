using TraceKit.Debugging;

namespace TraceKit.TestKit;

/// <content>One event of every type of the debugging vocabulary, with every member set.</content>
public static partial class Some
{
    public static Edit Edit() => new()
    {
        File = "src/app.py",
        Diff = "@@ -1 +1 @@\n-a\n+b\n",
        Change = "Fix the off-by-one",
        Kind = EditKind.Modified,
        Language = "python",
        BeforeHash = Hash,
        AfterHash = Hash,
        Because = 0,
    };

    public static Command Command() => new()
    {
        Line = "pytest -x",
        Output = "1 failed",
        ErrorOutput = "warning: old",
        OutputIsCut = true,
        WorkingDirectory = "src",
        ExitCode = 1,
        DurationMs = 1200,
        Because = 0,
    };

    public static Reasoning Reasoning() => new() { Text = "The index is one too high.", ReasoningType = "hypothesis", Confidence = Confidence.Medium, About = [1, 2] };

    public static TestRun TestRun() => new()
    {
        Passed = 11,
        Failed = 1,
        Skipped = 2,
        FailedTests = ["test_last"],
        Framework = "pytest",
        Selection = "tests/test_app.py",
        Command = "pytest tests/test_app.py",
        Output = "1 failed, 11 passed",
        ExitCode = 1,
        DurationMs = 2200,
        Because = 0,
    };

    public static Commit Commit() => new()
    {
        Sha = "0123abc",
        ParentSha = "fedcba9",
        Message = "Fix the off-by-one",
        Diff = "--- a/src/app.py\n+++ b/src/app.py\n@@ -1 +1 @@\n-a\n+b\n",
        Branch = "main",
        Because = 0,
    };
}
