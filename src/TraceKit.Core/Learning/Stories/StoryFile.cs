using System.Globalization;
using System.Text.Json;
using TraceKit.RunFiles;

namespace TraceKit.Learning.Stories;

/// <summary>
/// The story file of one run in a folder. <c>&lt;dataset&gt;.trace.json</c> is that of the latest run: a run that starts moves the one
/// before it aside, to <c>&lt;dataset&gt;.&lt;run_id&gt;.trace.json</c>. While a run is at work the name is its own, by a lock that dies with the
/// process; one that starts meanwhile writes under the name with its id. Nothing that another run wrote is ever overwritten.
/// </summary>
internal sealed class StoryFile(string folder, string dataset, string runId) : IDisposable
{
    private readonly string _latest = Path.Combine(folder, dataset + LearningStory.FileExtension);
    private FileStream? _ownership;

    /// <summary>Where the story lies, or null before the first write.</summary>
    public string? Place { get; private set; }

    /// <summary>Writes the story.</summary>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public void Write(byte[] bytes, bool toDisk)
    {
        Place ??= Settle();
        Replace(Place, bytes, toDisk);
    }

    /// <summary>Gives up the name; the file stays.</summary>
    public void Dispose() => _ownership?.Dispose();

    /// <summary>Writes a file beside its place and renames it into it.</summary>
    public static void Replace(string path, byte[] bytes, bool toDisk)
    {
        string temporary = path + ".writing";
        using (var file = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0))
        {
            file.Write(bytes);
            if (toDisk && OperatingSystem.IsLinux() && LibC.SyncData(file.SafeFileHandle) is not 0 and var error)
            {
                throw new IOException(LibC.Message(error));
            }
        }

        File.Move(temporary, path, overwrite: true);
    }

    private string Settle()
    {
        Directory.CreateDirectory(folder);
        if (File.Exists(Mine()))
        {
            return Mine();
        }

        try
        {
            _ownership = new FileStream(
                Path.Combine(folder, $".{dataset}{LearningStory.FileExtension}.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        }
        catch (IOException)
        {
            return Mine();
        }

        if (File.Exists(_latest) && RunIn(_latest) != runId)
        {
            File.Move(_latest, Free(RunIn(_latest)), overwrite: false);
        }

        return _latest;
    }

    /// <summary>A data set's name as that of a file.</summary>
    public static string NameOf(string dataset)
    {
        string fit = new([.. dataset.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '-' ? letter : '-')]);
        return RunFormat.IsValidId(fit) ? fit : RuleNames.Stand(dataset);
    }

    private string Mine() => Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{dataset}.{runId}{LearningStory.FileExtension}"));

    /// <summary>A name for the run that was the latest; one whose id cannot be read keeps its time.</summary>
    private string Free(string? there)
    {
        string id = there is not null && RunFormat.IsValidId(there)
            ? there
            : File.GetLastWriteTimeUtc(_latest).ToString("'unreadable-'yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        string name = Path.Combine(folder, $"{dataset}.{id}");
        string free = name + LearningStory.FileExtension;
        for (int copy = 2; File.Exists(free); copy++)
        {
            free = string.Create(CultureInfo.InvariantCulture, $"{name}-{copy}{LearningStory.FileExtension}");
        }

        return free;
    }

    /// <summary>The run that a story file is of: its second member, so that little has to be read.</summary>
    private static string? RunIn(string path)
    {
        try
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            byte[] head = new byte[Math.Min(file.Length, 1024)];
            file.ReadExactly(head);
            var reader = new Utf8JsonReader(head, isFinalBlock: false, state: default);
            while (reader.Read() && reader.CurrentDepth <= 1)
            {
                if (reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("run_id"u8))
                {
                    return reader.Read() && reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
                }
            }

            return null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
