namespace TraceKit.RunFiles;

/// <summary>A record was written in part and could not be taken out again: the file must not be written any more.</summary>
internal sealed class TornWriteException(string path, int error)
    : IOException($"'{path}' took a part of a record and refused to be cut back (error {error}).")
{
    public int Error { get; } = error;
}
