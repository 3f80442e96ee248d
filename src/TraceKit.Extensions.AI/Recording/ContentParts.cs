using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Microsoft.Extensions.AI;
using TraceKit.Models;

namespace TraceKit.Extensions.AI.Recording;

/// <summary>Describes what a turn holds beside text and calls.</summary>
internal static class ContentParts
{
    /// <summary>A history repeats its images with every request; each is hashed once.</summary>
    private static readonly ConditionalWeakTable<DataContent, string> Hashes = [];

    public static ContentPart Describe(AIContent content, int at) => content switch
    {
        DataContent data => new ContentPart
        {
            Type = "data",
            At = at,
            MediaType = data.MediaType,
            Length = data.Data.Length,
            Sha256 = Hashes.GetValue(data, content => Convert.ToHexStringLower(SHA256.HashData(content.Data.Span))),
            Name = data.Name,
        },
        UriContent uri => new ContentPart { Type = "uri", At = at, MediaType = uri.MediaType, Uri = uri.Uri.OriginalString },
        HostedFileContent file => new ContentPart { Type = "file", At = at, MediaType = file.MediaType, Length = file.SizeInBytes, Uri = file.FileId, Name = file.Name },
        ErrorContent error => new ContentPart { Type = "error", At = at, Name = error.ErrorCode, Text = error.Message },
        ToolCallContent call => new ContentPart { Type = call.GetType().Name, At = at, Uri = call.CallId },
        ToolResultContent result => new ContentPart { Type = result.GetType().Name, At = at, Uri = result.CallId },
        _ => new ContentPart { Type = content.GetType().Name, At = at },
    };
}
