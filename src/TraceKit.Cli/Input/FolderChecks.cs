using TraceKit.Reading;
using TraceKit.RunFiles;

namespace TraceKit.Cli.Input;

/// <summary>What is wrong between files: a run that two of them hold, a file that is not called by its run.</summary>
internal sealed class FolderChecks
{
    private readonly Dictionary<string, string> _fileOfRun = new(StringComparer.Ordinal);

    public IEnumerable<TraceFinding> Of(RunFileContents contents)
    {
        foreach (RecordedRun run in contents.Runs)
        {
            // The same id twice in one file is the reader's finding.
            if (!_fileOfRun.TryAdd(run.RunId, contents.File) && _fileOfRun[run.RunId] != contents.File)
            {
                yield return new TraceFinding(
                    TraceRules.DuplicateRun,
                    FindingSeverity.Error,
                    contents.File,
                    0,
                    0,
                    $"run '{run.RunId}' is in '{_fileOfRun[run.RunId]}' too; a run id is used once: take one of the files away");
            }
        }

        string name = Path.GetFileName(contents.File);
        if (contents.Runs is [var only] && name.EndsWith(RunFormat.FileExtension, StringComparison.Ordinal) && name != only.RunId + RunFormat.FileExtension)
        {
            yield return new TraceFinding(
                TraceRules.FileName, FindingSeverity.Warning, contents.File, 0, 0, $"the file holds run '{only.RunId}' and is not named after it");
        }
    }
}
