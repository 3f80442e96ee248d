namespace TraceKit.Cli.Tests;

/// <summary>A writer whose disk is full when it flushes.</summary>
internal sealed class FullDisk : StringWriter
{
    public override void Flush() => throw new IOException("no space");
}
