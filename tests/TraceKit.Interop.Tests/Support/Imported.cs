using System.Security.Cryptography;
using TraceKit.Interop.Importing;
using TraceKit.Reading;
using Xunit;

namespace TraceKit.Interop.Tests.Support;

/// <summary>An import with the runs that it wrote, read back strictly.</summary>
internal sealed record Imported(ImportReport Report, IReadOnlyList<RecordedRun> Runs)
{
    private static readonly EventCatalog Catalog = EventCatalog.Default.With<ForeignRecord>();

    public RecordedRun Run => Assert.Single(Runs);

    public static Imported From(string format, string path, string target, Func<ImportOptions, ImportOptions>? change = null)
    {
        var options = new ImportOptions { Out = target };
        ImportReport report = TraceImporters.Find(format)!.Import(path, change is null ? options : change(options));
        Assert.Equal(report.RecordsRead, report.RecordsImported + report.Rejected.Values.Sum());
        return new Imported(report, ReadBack(target));
    }

    public IEnumerable<TraceFinding> Found(string rule) => Report.Findings.Where(finding => finding.Rule == rule);

    /// <summary>Name and hash of every file under a folder.</summary>
    public static IReadOnlyList<string> Fingerprint(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => $"{Path.GetRelativePath(folder, file)} {Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))}")
            .Order(StringComparer.Ordinal)];

    private static List<RecordedRun> ReadBack(string target)
    {
        if (!Directory.Exists(target))
        {
            return [];
        }

        List<RunFileContents> files = [.. TraceFolder.Read(target, Catalog)];
        Assert.Empty(files.SelectMany(file => file.Findings));
        return [.. files.SelectMany(file => file.Runs)];
    }
}
